import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { onTestFinished } from 'vitest';
import type { TookPart } from '../../gateway/told.ts';
import { type Federation, type FederationOptions, startFederation } from '../../infra/federation.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts';

/** The whole federation over the sandbox, as a client sees it, with counters. */
export interface City {
  readonly url: string;
  /** Asks a GraphQL question over HTTP. A typed document of `client/` gives a typed answer. */
  ask<Data = Record<string, unknown>, Variables = Record<string, never>>(
    query: string | TypedDocumentNode<Data, Variables>,
    options?: AskOptions,
  ): Promise<Answer<Data>>;
  /** How many requests reached a source. */
  requests(dataset: string): number;
  /** How many requests reached all sources together. */
  allRequests(): number;
  /** Has a source (or `shared-state`) fail from now on, or work again (null). */
  fail(dataset: string, fault: string | null): Promise<void>;
  /** How many GraphQL calls reached a subgraph. */
  calls(subgraph: string): number;
  resetCounts(): void;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: {
    readonly sources?: readonly TookPart[];
    readonly [name: string]: unknown;
  };
}

export interface CityOptions extends SandboxOptions, Pick<FederationOptions, 'without' | 'handlers' | 'inFront'> {
  /** Without the table that instances share: `closeDoors()` forgets everything then. */
  readonly isAlone?: boolean;
  /** Milliseconds for the table that instances share; by default so many that a busy machine is no outage. */
  readonly tableTimeout?: string;
  /** What anybody may spend (`QUOTA_ANONYMOUS`); plenty by default. */
  readonly quota?: string;
}

/** No test asks as much in a minute, unless it is about that. */
export const PLENTY = '900000000/900000000';

/** Starts a city; it ends with the test, or with the file when it is started in `beforeAll` and closed in `afterAll`. */
export async function startCity(options: CityOptions = {}): Promise<City> {
  const sandbox = await startSandbox(options);
  const environment = () => ({
    ...sandbox.environment(),
    ...(options.isAlone ? { SHARED_STATE_TABLE: '' } : {}),
    QUOTA_ANONYMOUS: options.quota ?? PLENTY,
    SHARED_STATE_TIMEOUT_MS: options.tableTimeout ?? '5000',
  });
  const federation = await startFederation({
    environment: environment(),
    ...(options.now ? { now: options.now } : {}),
    ...(options.without ? { without: options.without } : {}),
    ...(options.inFront ? { inFront: options.inFront } : {}),
    ...(options.handlers ? { handlers: options.handlers } : {}),
  });
  return cityOf(sandbox, federation, environment);
}

/** A city of one test. */
export async function cityForThisTest(...options: Parameters<typeof startCity>): Promise<City> {
  const city = await startCity(...options);
  onTestFinished(() => city.close());
  return city;
}

function cityOf(sandbox: Sandbox, federation: Federation, environment: () => Record<string, string>): City {
  return {
    url: federation.url,
    async ask<Data, Variables>(
      query: string | TypedDocumentNode<Data, Variables>,
      { variables = {}, headers = {} }: AskOptions = {},
    ) {
      const response = await fetch(`${federation.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: typeof query === 'string' ? query : print(query), variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
    },
    requests: (dataset) => sandbox.requests(dataset).length,
    allRequests: () => sandbox.datasets.reduce((sum, dataset) => sum + sandbox.requests(dataset).length, 0),
    fail: async (dataset, fault) => {
      await sandbox.fail(dataset, fault);
      Object.assign(process.env, environment());
    },
    calls: federation.calls,
    resetCounts: () => {
      sandbox.resetCounts();
      federation.resetCounts();
    },
    close: async () => {
      await federation.close();
      await sandbox.close();
    },
  };
}
