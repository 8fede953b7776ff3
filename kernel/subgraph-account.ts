import { countedMembers, tenths } from './emf.ts';
import { SOURCE_METRIC } from './metrics.ts';
import type { Account, Observed } from './observing.ts';
import type { SourceRequest } from './trace.ts';
import { continueTrace, newSpanId } from './trace-context.ts';

/** A subgraph as it is observed: its answer, and what became of its questions to administrations. */
export const observedSubgraph = (name: string): Observed => ({
  name,
  open: continueTrace,
  accountOf: ({ trace, requests, answer }, { ms }): Account => ({
    line: {
      ms: tenths(ms),
      codes: answer?.codes ?? [],
      maxAge: answer?.maxAge ?? 0,
      sources: [
        ...Map.groupBy(requests, ({ dataset, outcome, error }) => `${dataset} ${outcome} ${error}`).values(),
      ].map(summaryOf),
    },
    own: null,
    counts: [...Map.groupBy(requests, ({ dataset }) => dataset)].flatMap(([dataset, same]) => countsOf(dataset, same)),
    // What was kept already took no time of anybody.
    spans: () =>
      requests
        .filter(({ outcome }) => outcome !== 'CACHE')
        .map(({ dataset, outcome, error, isAsked, startedAt, ms }) => ({
          id: newSpanId(),
          parentId: trace.parentId,
          name: dataset,
          isRemote: isAsked,
          isFault: outcome === 'FAILED',
          startedAt,
          ms,
          annotations: { outcome, ...(error ? { error } : {}) },
        })),
  }),
});

/** Questions to one dataset that came out alike, in one entry: how many, and how long the slowest took. */
function summaryOf(same: readonly SourceRequest[]) {
  const [{ dataset = '', outcome = '', error = null } = {}] = same;
  const slowest = tenths(Math.max(...same.map(({ ms }) => ms)));
  return { dataset, outcome, ms: slowest, times: same.length, ...(error ? { error } : {}) };
}

/** What CloudWatch counts of a dataset: nothing for what was kept already. */
function countsOf(dataset: string, requests: readonly SourceRequest[]) {
  const asked = requests.filter(({ isAsked }) => isAsked);
  const stale = requests.filter(({ outcome }) => outcome === 'STALE').length;
  if (asked.length + stale === 0) return [];
  return [
    countedMembers('source', dataset, {
      [SOURCE_METRIC.calls]: asked.length,
      [SOURCE_METRIC.errors]: asked.filter(({ error }) => error !== null).length,
      ...(asked.length > 0 ? { [SOURCE_METRIC.latency]: asked.map(({ ms }) => tenths(ms)) } : {}),
      [SOURCE_METRIC.stale]: stale,
    }),
  ];
}
