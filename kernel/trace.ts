import { channel } from 'node:diagnostics_channel';

/**
 * What happened on the way of a question, published on Node's diagnostics channels: whoever wants to print,
 * count or export it subscribes; with no subscriber it costs nothing.
 */
interface Happened {
  readonly traceId: string;
  /** `performance.now()` at the start, and the milliseconds it took. */
  readonly startedAt: number;
  readonly ms: number;
}

export interface SourceRequest extends Happened {
  readonly subgraph: string;
  /** The call of the subgraph that it was made for. */
  readonly within: string;
  readonly dataset: string;
  /** What was asked: `GET /path?query`, or a DynamoDB operation. No host, no key. */
  readonly request: string;
  readonly outcome: 'LIVE' | 'CACHE' | 'STALE' | 'JOINED' | 'NOT_ASKED' | 'FAILED';
  /** The code of what failed, also where an old answer could stand in for it; null when nothing did. */
  readonly error: string | null;
  /** Whether the administration was asked for it. */
  readonly isAsked: boolean;
}

export interface SubgraphCall extends Happened {
  readonly spanId: string;
  /** The operation that it was made for. */
  readonly within: string;
  readonly subgraph: string;
  readonly entities: number;
  readonly failed: boolean;
}

/** What a function told its caller. */
interface Answered {
  readonly spanId: string;
  /** Of its errors, each once. */
  readonly codes: readonly string[];
  /** Seconds for which it may be kept. */
  readonly maxAge: number;
}

export interface GatewayOperation extends Happened, Answered {
  /** As the caller called it. */
  readonly operation: string;
  /** The same, when its document is one that comes with the gateway; null for what anybody may have written. */
  readonly known: string | null;
  /** Of its document, unless something personal may be written in that; null then. */
  readonly hash: string | null;
  /** Cost units that were charged. */
  readonly cost: number;
  readonly errors: number;
}

export const sourceRequests = channel('brussels-city-graph.source-request');
export const subgraphCalls = channel('brussels-city-graph.subgraph-call');
export const subgraphAnswers = channel('brussels-city-graph.subgraph-answer');
export const gatewayOperations = channel('brussels-city-graph.gateway-operation');

export type SubgraphAnswered = Answered;

/** The codes in errors, each once. */
export const codesOf = (
  errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] = [],
): string[] => [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];

/** Publishes what became of one question to an administration. */
export function reportSourceRequest(
  { traceId, subgraph, spanId = '' }: { readonly traceId: string; readonly subgraph: string; readonly spanId?: string },
  what: Omit<SourceRequest, 'traceId' | 'subgraph' | 'within' | 'ms'>,
): void {
  if (!sourceRequests.hasSubscribers) return;
  sourceRequests.publish({
    traceId,
    subgraph,
    within: spanId,
    ...what,
    ms: performance.now() - what.startedAt,
  } satisfies SourceRequest);
}
