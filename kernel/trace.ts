import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';

/**
 * What happened on the way of a question, published on Node's diagnostics channels: whoever wants to print,
 * count or export it subscribes; with no subscriber it costs nothing.
 */
export interface SourceRequest {
  readonly traceId: string;
  readonly subgraph: string;
  readonly dataset: string;
  /** What was asked: `GET /path?query`, or a DynamoDB operation. No host, no key. */
  readonly request: string;
  readonly outcome: 'LIVE' | 'CACHE' | 'STALE' | 'JOINED' | 'NOT_ASKED' | 'FAILED';
  /** `performance.now()` at the start, and the milliseconds it took. */
  readonly startedAt: number;
  readonly ms: number;
}

export interface SubgraphCall {
  readonly traceId: string;
  readonly subgraph: string;
  readonly entities: number;
  readonly failed: boolean;
  readonly startedAt: number;
  readonly ms: number;
}

export interface GatewayOperation {
  readonly traceId: string;
  readonly operation: string;
  readonly errors: number;
  readonly startedAt: number;
  readonly ms: number;
}

export const sourceRequests = channel('brussels-city-graph.source-request');
export const subgraphCalls = channel('brussels-city-graph.subgraph-call');
export const gatewayOperations = channel('brussels-city-graph.gateway-operation');

/** Publishes what became of one question to an administration. */
export function reportSourceRequest(
  hop: Pick<SourceRequest, 'traceId' | 'subgraph'>,
  what: Pick<SourceRequest, 'dataset' | 'request' | 'outcome' | 'startedAt'>,
): void {
  if (!sourceRequests.hasSubscribers) return;
  const { traceId, subgraph } = hop;
  sourceRequests.publish({
    traceId,
    subgraph,
    ...what,
    ms: performance.now() - what.startedAt,
  } satisfies SourceRequest);
}

/** A new trace id, as W3C Trace Context wants it: 16 random bytes in hexadecimal. */
export const newTraceId = (): string => randomUUID().replaceAll('-', '');

/** The `traceparent` header that carries a trace id to the next hop (W3C Trace Context, 3.2). */
export const toTraceparent = (traceId: string): string => `00-${traceId}-${newSpanId()}-01`;

const processId = newTraceId().slice(0, 8);
let spans = 0;

/** 8 bytes that no other hop of a trace has: what is random is the process, the rest is counted. */
function newSpanId(): string {
  spans = (spans + 1) % 2 ** 32;
  return processId + spans.toString(16).padStart(8, '0');
}

/** The trace id of a `traceparent` header; a new one when there is none or it is malformed. */
export function fromTraceparent(header: string | undefined): string {
  // Version ff and ids of zeros alone are invalid by the specification.
  const match = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}$/.exec(header ?? '');
  return match?.[1] ?? newTraceId();
}
