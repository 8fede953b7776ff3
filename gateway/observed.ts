import { countedMembers, tenths } from '../kernel/emf.ts';
import { METRIC, OTHER } from '../kernel/metrics.ts';
import type { Account, Observed } from '../kernel/observing.ts';
import type { SubgraphCall } from '../kernel/trace.ts';
import { openTrace } from '../kernel/trace-context.ts';

/** What there is to ask for; any other path may say what it likes. */
const PATHS = ['/graphql', '/catalogue', '/schema.graphql', '/health', '/'];

/** The gateway as it is observed: the operation, and its calls to subgraphs. */
export const observedGateway: Observed = {
  name: 'gateway',
  open: openTrace,
  accountOf: ({ trace, calls, operation }, { path, status, startedAt, ms }): Account => {
    const isOperation = operation !== null || path === '/graphql';
    const name = operation?.known ?? OTHER;
    const codes = operation?.codes ?? [];
    const isError = status >= 400 || codes.length > 0;
    return {
      line: {
        path: PATHS.includes(path) ? path : OTHER,
        ms: tenths(ms),
        ...(isOperation
          ? {
              operation: name,
              hash: operation?.hash ?? null,
              cost: operation?.cost ?? null,
              maxAge: operation?.maxAge ?? 0,
              codes,
              subgraphs: calls.map(({ subgraph, entities, ms, failed }) => ({
                subgraph,
                entities,
                ms: tenths(ms),
                failed,
              })),
            }
          : {}),
      },
      own: isOperation
        ? countedMembers('operation', name, {
            [METRIC.requests]: 1,
            [METRIC.errors]: Number(isError),
            [METRIC.latency]: tenths(ms),
            ...(operation ? { [METRIC.cost]: operation.cost } : {}),
          })
        : null,
      counts: [...Map.groupBy(calls, ({ subgraph }) => subgraph)].map(([subgraph, same]) => countsOf(subgraph, same)),
      spans: () => [
        {
          id: trace.spanId,
          parentId: trace.parentId,
          name,
          isRemote: false,
          isFault: status >= 500,
          startedAt,
          ms,
          annotations: { status, errors: codes.length },
        },
        ...calls.map(({ spanId, subgraph, entities, failed, startedAt, ms }) => ({
          id: spanId,
          parentId: trace.spanId,
          name: subgraph,
          isRemote: true,
          isFault: failed,
          startedAt,
          ms,
          annotations: { entities },
        })),
      ],
    };
  },
};

const countsOf = (subgraph: string, calls: readonly SubgraphCall[]) =>
  countedMembers('subgraph', subgraph, {
    [METRIC.requests]: calls.length,
    [METRIC.errors]: calls.filter(({ failed }) => failed).length,
    [METRIC.latency]: calls.map(({ ms }) => tenths(ms)),
  });
