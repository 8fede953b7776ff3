import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { subgraphUrl } from '../gateway/transport/address.ts';
import { closeDoors } from '../kernel/http.ts';
import type { LambdaHandler } from '../kernel/lambda.ts';
import { type Clock, systemClock } from '../kernel/time.ts';
import { declaredRemotes, importFrom, ownSubgraphNames } from '../tooling/folders.ts';
import { type Listening, serveLambda } from './lambda-http.ts';

/** The whole federation in one process: each Lambda handler behind its own HTTP server. */
export interface Federation {
  /** Where clients ask. */
  readonly url: string;
  /** GraphQL calls that reached a subgraph since the start or the last reset. */
  calls(subgraph: string): number;
  resetCounts(): void;
  close(): Promise<void>;
}

export interface FederationOptions {
  readonly port?: number;
  /** Where "now" comes from, for the subgraphs; the system's clock by default. */
  readonly now?: Clock;
  /** Environment variables for the handlers: where the sources are. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Handlers in the place of subgraphs' own, by name: another version, or one that fails. */
  readonly handlers?: Readonly<Record<string, LambdaHandler>>;
  /** Subgraphs that are not started, so that their domain is down. */
  readonly without?: readonly string[];
  /** Whether subgraphs of others are asked where they are; else only where their variable says so, and are down. */
  readonly live?: boolean;
  /** What stands in front of the gateway, such as the portal's files. */
  readonly inFront?: (gateway: LambdaHandler) => LambdaHandler;
}

const DEAD_ADDRESS = 'http://127.0.0.1:1';

/** Starts the subgraphs, then the gateway that asks them over HTTP. */
export async function startFederation({
  port = 0,
  now = systemClock,
  environment = {},
  handlers = {},
  without = [],
  live = false,
  inFront = (gateway) => gateway,
}: FederationOptions = {}): Promise<Federation> {
  Object.assign(process.env, environment);
  process.env.LOG_REQUESTS ||= 'off'; // Of all functions in one process, on somebody's screen.
  process.env.GATEWAY_KEYS ||= `local:${randomBytes(32).toString('base64url')}`;
  const counts = new Map<string, number>();
  const listening: Listening[] = [];
  for (const name of ownSubgraphNames()) {
    let url = DEAD_ADDRESS;
    if (!without.includes(name)) {
      const own = await importFrom<{ handler: LambdaHandler }>(join('subgraphs', name, 'handler.ts'));
      const handler = handlers[name] ?? own.handler;
      const server = await serveLambda((event, context) => {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return handler(event, { ...context, now });
      });
      listening.push(server);
      url = server.url;
    }
    process.env[subgraphUrl(name).variable] = url;
  }
  for (const { endpoint } of Object.values(await declaredRemotes())) {
    if (!live) process.env[endpoint.variable] ||= DEAD_ADDRESS;
  }
  const { handler } = await importFrom<{ handler: LambdaHandler }>(join('gateway', 'handler.ts'));
  const gateway = await serveLambda(inFront(handler), port);
  return {
    url: gateway.url,
    calls: (subgraph) => counts.get(subgraph) ?? 0,
    resetCounts: () => counts.clear(),
    close: async () => {
      await gateway.close();
      await Promise.all(listening.map((server) => server.close()));
      await closeDoors();
    },
  };
}
