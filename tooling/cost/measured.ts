import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../folders.ts';

const Service = v.object({
  processor: v.string(),
  node: v.string(),
  rounds: v.number(),
  operations: v.record(
    v.string(),
    v.object({
      bytes: v.number(),
      zippedBytes: v.number(),
      calls: v.record(v.string(), v.number()),
      tableRequests: v.number(),
      gatewayMs: v.number(),
      subgraphsMs: v.number(),
    }),
  ),
});

/** What `npm run bench -- service` measured last. */
export type Service = v.InferOutput<typeof Service>;

/** What an operation takes on average, each operation of `client/operations` being asked as often as any other. */
export interface Measured {
  readonly gatewayMs: number;
  readonly subgraphsMs: number;
  /** Calls of subgraphs. */
  readonly calls: number;
  /** Requests to the shared table of an operation about which nothing is known. */
  readonly tableRequests: number;
  readonly zippedBytes: number;
}

/** Reads what was measured. */
export function readService(): Service {
  return v.parse(Service, JSON.parse(readFileSync(join(ROOT, 'bench', 'results', 'service.json'), 'utf8')));
}

/** The mean over operations. */
export function meanOf({ operations }: Service): Measured {
  const all = Object.values(operations);
  const mean = (of: (operation: (typeof all)[number]) => number): number =>
    all.reduce((sum, operation) => sum + of(operation), 0) / all.length;
  return {
    gatewayMs: mean(({ gatewayMs }) => gatewayMs),
    subgraphsMs: mean(({ subgraphsMs }) => subgraphsMs),
    calls: mean(({ calls }) => Object.values(calls).reduce((sum, each) => sum + each, 0)),
    tableRequests: mean(({ tableRequests }) => tableRequests),
    zippedBytes: mean(({ zippedBytes }) => zippedBytes),
  };
}
