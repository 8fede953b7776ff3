import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphUrl } from '../../../gateway/transport/address.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { ownSubgraphNames } from '../../../tooling/folders.ts';
import { type Answer, PLENTY } from '../../support/city.ts';
import { BUILT } from './build.ts';
import { certificateFor } from './certificate.ts';
import { eventOf, httpOf } from './event.ts';
import { defineFunction, type LambdaFunction } from './function.ts';
import { type Front, serveFunctionUrls } from './function-url.ts';
import type { Credentials } from './signature.ts';

export const REGION = 'eu-central-1';
/** Access keys of the roles. */
export const GATEWAY_ROLE = 'ASIAGATEWAY';
export const SUBGRAPH_ROLE = 'ASIASUBGRAPH';
export const ROLES: ReadonlyMap<string, Credentials> = new Map(
  [GATEWAY_ROLE, SUBGRAPH_ROLE].map((id) => [id, { secretAccessKey: `${id}/secret`, sessionToken: `${id}/session==` }]),
);

/** The federation as it is deployed: built functions in processes of their own, the gateway's signed calls between. */
export interface Lane {
  readonly sandbox: Sandbox;
  readonly gateway: LambdaFunction;
  readonly subgraph: (name: string) => LambdaFunction;
  readonly front: Front;
  /** Asks the gateway, as API Gateway would. */
  readonly ask: (query: string, options?: AskOptions) => Promise<LaneAnswer>;
  /** The certificate of the front. */
  readonly certificate: Buffer;
  /** What the gateway's environments are given, for those who change it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

interface LaneOptions {
  /** Without the table that instances share: a new process knows nothing then. */
  readonly isAlone?: boolean;
}

interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly traceId?: string;
}

type LaneAnswer = Answer<Record<string, unknown>> & { readonly headers: Readonly<Record<string, string>> };

/** What the gateway signs with for its subgraphs. */
export const KEYS = 'lane:0123456789abcdef0123456789abcdef';

/** Starts it, without a process: the first question starts those that it needs. */
export async function startLane({ isAlone = false }: LaneOptions = {}): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  const names = ownSubgraphNames();
  const sandbox = await startSandbox();
  const tls = certificateFor(REGION, folder);
  const shared = { ...sandbox.environment(), GATEWAY_KEYS: KEYS, SHARED_STATE_TIMEOUT_MS: '5000' };
  if (isAlone) Object.assign(shared, { SHARED_STATE_TABLE: '' });
  const define = (name: string, variables: Readonly<Record<string, string>>, concurrency: number): LambdaFunction =>
    defineFunction({
      name,
      folder: join(BUILT, name),
      handler: 'index.handler',
      concurrency,
      timeout: 15_000,
      variables,
    });
  const subgraphs = new Map(names.map((name) => [name, define(name, { ...shared, ...roleOf(SUBGRAPH_ROLE) }, 2)]));
  const front = await serveFunctionUrls({
    region: REGION,
    tls,
    known: ROLES,
    invoker: GATEWAY_ROLE,
    functions: subgraphs,
  });
  const variables = {
    ...shared,
    ...roleOf(GATEWAY_ROLE),
    QUOTA_ANONYMOUS: PLENTY,
    NODE_EXTRA_CA_CERTS: tls.file,
    NODE_OPTIONS: `--require=${join(import.meta.dirname, 'on-loopback.cjs')}`,
    ...Object.fromEntries(names.map((name) => [subgraphUrl(name).variable, front.urlOf(name)])),
  };
  const gateway = define('gateway', variables, 3);
  return {
    sandbox,
    gateway,
    front,
    certificate: tls.cert,
    variables,
    subgraph: (name) => subgraphs.get(name) ?? gateway,
    ask: async (query, { headers = {}, traceId } = {}) => {
      const incoming = {
        method: 'POST',
        target: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(JSON.stringify({ query })),
        sourceIp: '192.0.2.1',
      };
      const domain = `api.execute-api.${REGION}.amazonaws.com`;
      const event = eventOf(incoming, { id: 'api', domain, accountId: '123456789012' });
      const { status, headers: answered, body } = httpOf(await gateway.invoke(event, traceId));
      return { status, headers: answered, ...JSON.parse(body.toString('utf8')) };
    },
    close: async () => {
      await Promise.all([gateway, ...subgraphs.values()].map(({ close }) => close()));
      front.close();
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The credentials of a role, as Lambda gives them. */
function roleOf(id: string): Record<string, string> {
  const { secretAccessKey = '', sessionToken = '' } = ROLES.get(id) ?? {};
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
}
