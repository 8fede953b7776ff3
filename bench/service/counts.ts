import { startFederation } from '../../infra/federation.ts';
import { closeDoors } from '../../kernel/http.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { SHARED_STATE } from '../../sandbox/shared-table.ts';
import type { ClientOperation } from '../../tooling/client-operations.ts';
import { ownSubgraphNames } from '../../tooling/folders.ts';
import { ask, type Size } from './ask.ts';

/** What an operation sets in motion; none of it depends on the machine. */
export interface Counts extends Size {
  /** GraphQL calls, by subgraph. */
  readonly calls: Readonly<Record<string, number>>;
  /** Requests to sources where nothing is known yet. */
  readonly sourceRequests: number;
  /** Requests to the shared table then, and when it is asked once more. */
  readonly tableRequests: number;
  readonly tableRequestsAgain: number;
}

/** Counts for each operation, on a federation that knows nothing before it. */
export async function countAll(
  operations: readonly ClientOperation[],
  sandbox: Sandbox,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Counts>> {
  const federation = await startFederation({ environment });
  const counts = new Map<string, Counts>();
  for (const operation of operations) {
    await closeDoors();
    sandbox.resetCounts();
    federation.resetCounts();
    const size = await ask(federation.url, operation);
    const calls = Object.fromEntries(ownSubgraphNames().map((name) => [name, federation.calls(name)]));
    const sourceRequests = sandbox.datasets.reduce((sum, dataset) => sum + sandbox.requests(dataset).length, 0);
    const tableRequests = sandbox.requests(SHARED_STATE).length;
    sandbox.resetCounts();
    await ask(federation.url, operation);
    const tableRequestsAgain = sandbox.requests(SHARED_STATE).length;
    counts.set(operation.name, { ...size, calls, sourceRequests, tableRequests, tableRequestsAgain });
    process.stderr.write('.');
  }
  await federation.close();
  return counts;
}
