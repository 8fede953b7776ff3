/**
 * The names under which the code writes what it counts (CloudWatch embedded metric format), and the dashboard and the
 * alarms read it. A stage is not a dimension: each stage has an account of its own.
 */
export const NAMESPACE = 'BrusselsCityGraph';

/** What a metric is of: one dimension in each set, so that none is multiplied by another. */
export const DIMENSION = {
  /** Name of an operation as its document has it; at the gateway. */
  operation: 'Operation',
  /** Name of a subgraph's folder; at the gateway, of the calls that it makes. */
  subgraph: 'Subgraph',
  /** Id of a dataset; at the subgraph that asks for it. */
  source: 'Source',
} as const;

/** By `Operation` and by `Subgraph`. */
export const METRIC = {
  /** Count. */
  requests: 'Requests',
  /** Count: requests with an error in the answer, or without an answer. */
  errors: 'Errors',
  /** Milliseconds. */
  latency: 'Latency',
  /** Cost units that were charged; by `Operation` alone. */
  cost: 'Cost',
} as const;

/** By `Source`. */
export const SOURCE_METRIC = {
  /** Count: questions that went to the administration. */
  calls: 'SourceCalls',
  /** Count: those of them that failed. */
  errors: 'SourceErrors',
  /** Milliseconds until the administration had answered. */
  latency: 'SourceLatency',
  /** Count: answers that were given beyond their freshness, because the administration failed. */
  stale: 'SourceStale',
} as const;

/** In what each is counted, in CloudWatch's words. */
export const UNIT = {
  [METRIC.requests]: 'Count',
  [METRIC.errors]: 'Count',
  [METRIC.latency]: 'Milliseconds',
  [METRIC.cost]: 'None',
  [SOURCE_METRIC.calls]: 'Count',
  [SOURCE_METRIC.errors]: 'Count',
  [SOURCE_METRIC.latency]: 'Milliseconds',
  [SOURCE_METRIC.stale]: 'Count',
} as const;

/** The operations whose documents do not come with the gateway, all under one name: else anybody could invent dimensions. */
export const OTHER = 'other';
