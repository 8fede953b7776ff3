import type { Measured } from './measured.ts';
import type { Prices } from './prices.ts';

/** What somebody who runs it can turn, or has to expect. */
export interface Knobs {
  /** Operations in a month. */
  readonly queries: number;
  /** The part of them that CloudFront answers. */
  readonly edgeHits: number;
  /** The part of subgraph calls for which an instance has fresh answers in its memory. */
  readonly memoryHits: number;
  /** Milliseconds that a source takes. */
  readonly sourceMs: number;
  /** Memory of the functions (MB). */
  readonly gatewayMB: number;
  readonly subgraphMB: number;
  /** Bytes of log lines for one invocation. */
  readonly logBytes: number;
}

/** What runs whether it is asked or not. */
export interface Standing {
  readonly metrics: number;
  readonly alarms: number;
  readonly secrets: number;
}

/** One line of the bill, in euro. */
export interface Line {
  readonly what: string;
  readonly perMonth: number;
}

/** Lambda gives a processor of its own at this memory, and in proportion below it (MB). */
const WHOLE_PROCESSOR = 1_769;

/** Milliseconds for which functions are billed on one operation that the edge does not answer. */
export interface Billed {
  readonly gatewayMs: number;
  /** Of all its calls of subgraphs together. */
  readonly subgraphsMs: number;
}

/**
 * How long functions run for an operation. Work takes longer on less than a whole processor; a subgraph waits for its
 * source where it knows nothing fresh, and the gateway for the slowest of its subgraphs, which run side by side.
 */
export function billedFor(measured: Measured, knobs: Knobs): Billed {
  const work = (ms: number, memory: number): number => ms / Math.min(1, memory / WHOLE_PROCESSOR);
  const waiting = (1 - knobs.memoryHits) * knobs.sourceMs;
  const subgraphsMs = work(measured.subgraphsMs, knobs.subgraphMB) + measured.calls * waiting;
  const slowest = work(measured.subgraphsMs / Math.max(1, measured.calls), knobs.subgraphMB) + waiting;
  return { gatewayMs: work(measured.gatewayMs, knobs.gatewayMB) + slowest, subgraphsMs };
}

/** The bill of a month, line by line. */
export function billOf(measured: Measured, knobs: Knobs, standing: Standing, prices: Prices): readonly Line[] {
  const euro = (dollars: number): number => dollars * prices.euroPerDollar;
  const behind = knobs.queries * (1 - knobs.edgeHits);
  const calls = behind * measured.calls;
  const billed = billedFor(measured, knobs);
  const gbSeconds = (ms: number, memory: number): number => (ms / 1_000) * (memory / 1_024);
  // Of what is asked of the table, half are reads of what others know and half say what was learnt.
  const tableRequests = behind * measured.tableRequests * (1 - knobs.memoryHits);
  const perMonth: Readonly<Record<string, number>> = {
    'gateway: time': behind * gbSeconds(billed.gatewayMs, knobs.gatewayMB) * prices.lambdaGbSecond,
    'subgraphs: time': behind * gbSeconds(billed.subgraphsMs, knobs.subgraphMB) * prices.lambdaGbSecond,
    'functions: requests': (behind + calls) * prices.lambdaRequest,
    'API Gateway': behind * prices.httpApiRequest,
    'CloudFront: requests': knobs.queries * prices.cloudFrontRequest,
    'CloudFront: bytes': ((knobs.queries * measured.zippedBytes) / 1e9) * prices.cloudFrontGb,
    firewall: knobs.queries * prices.wafRequest + prices.wafMonth,
    'shared table': tableRequests * ((prices.dynamoRead + prices.dynamoWrite) / 2),
    logs: (((behind + calls) * knobs.logBytes) / 1e9) * prices.logsGb,
    'metrics, alarms, dashboard':
      standing.metrics * prices.metricMonth + standing.alarms * prices.alarmMonth + prices.dashboardMonth,
    secrets: standing.secrets * prices.secretMonth,
  };
  return Object.entries(perMonth).map(([what, dollars]) => ({ what, perMonth: euro(dollars) }));
}

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { perMonth }) => sum + perMonth, 0);

/** What a turn of each knob does to the bill (euro a month), the one that matters most first. */
export function turns(
  knobs: Knobs,
  bill: (knobs: Knobs) => number,
): readonly { readonly turn: string; readonly perMonth: number }[] {
  const now = bill(knobs);
  const turned: Readonly<Record<string, Knobs>> = {
    '20 % more is answered at the edge': {
      ...knobs,
      edgeHits: Math.min(1, knobs.edgeHits + 0.2),
    },
    'half of what was not fresh in memory is': { ...knobs, memoryHits: (1 + knobs.memoryHits) / 2 },
    'sources take half as long': { ...knobs, sourceMs: knobs.sourceMs / 2 },
    'half the memory for subgraphs': { ...knobs, subgraphMB: knobs.subgraphMB / 2 },
    'half the memory for the gateway': { ...knobs, gatewayMB: knobs.gatewayMB / 2 },
    'half the log lines': { ...knobs, logBytes: knobs.logBytes / 2 },
  };
  return Object.entries(turned)
    .map(([turn, other]) => ({ turn, perMonth: bill(other) - now }))
    .toSorted((a, b) => a.perMonth - b.perMonth);
}
