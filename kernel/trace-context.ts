import { randomUUID } from 'node:crypto';
import { read, setting } from './env.ts';

/** Where a function stands in a trace. One id serves W3C Trace Context and AWS X-Ray: 16 bytes in hexadecimal. */
export interface TraceContext {
  readonly traceId: string;
  /** Names what happens here: 8 bytes. At a subgraph it is the gateway's name for the call. */
  readonly spanId: string;
  /** Names what it is a part of: the segment that Lambda keeps of its function, else the caller's span; null at the start. */
  readonly parentId: string | null;
  /** Whether X-Ray keeps the trace; null where there is no X-Ray. */
  readonly isSampled: boolean | null;
}

/** Lambda sets it anew for each call, to what it sends to X-Ray itself. */
const XRAY = setting('_X_AMZN_TRACE_ID', null);

/** At the gateway: Lambda's trace, so that its segment is in it; else the one in the client's `traceparent`; else a new one. */
export function openTrace(traceparent: string | undefined): TraceContext {
  const lambda = fromXray(read(XRAY));
  const { traceId, parentId } = lambda ?? fromTraceparent(traceparent) ?? { traceId: newTraceId(), parentId: null };
  return { traceId, spanId: newSpanId(), parentId, isSampled: lambda?.isSampled ?? null };
}

/** At a subgraph: the trace that the gateway says, which is Lambda's as well where Lambda took it over. */
export function continueTrace(traceparent: string | undefined): TraceContext {
  const told = fromTraceparent(traceparent);
  if (!told) return openTrace(undefined);
  const { traceId, parentId: spanId, isSampled } = told;
  const lambda = fromXray(read(XRAY));
  const parentId = lambda?.traceId === traceId ? lambda.parentId : spanId;
  return { traceId, spanId, parentId, isSampled: lambda && isSampled };
}

/** A new trace id, as W3C Trace Context wants it: 16 random bytes in hexadecimal. */
export const newTraceId = (): string => randomUUID().replaceAll('-', '');

const processId = newTraceId().slice(0, 8);
let spans = 0;

/** 8 bytes that no other hop of a trace has: what is random is the process, the rest is counted. */
export function newSpanId(): string {
  spans = (spans + 1) % 2 ** 32;
  return processId + spans.toString(16).padStart(8, '0');
}

type Passed = Pick<TraceContext, 'traceId'> & { readonly isSampled?: boolean | null | undefined };

/** Names and values of the headers that carry a trace to a subgraph, in turn; to Lambda's own tracing, too, where it is. */
export function traceHeaders({ traceId, isSampled = null }: Passed, spanId: string): string[] {
  const traceparent = ['traceparent', `00-${traceId}-${spanId}-${isSampled === false ? '00' : '01'}`];
  if (isSampled === null) return traceparent;
  const root = toXrayId(traceId);
  return [...traceparent, 'x-amzn-trace-id', `Root=${root};Parent=${spanId};Sampled=${isSampled ? 1 : 0}`];
}

/** A trace id as X-Ray writes it: version, 4 bytes, 12 bytes. */
export const toXrayId = (traceId: string): string => `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;

/** What a `traceparent` header says (W3C Trace Context, 3.2); null when there is none or it is malformed. */
function fromTraceparent(header: string | undefined) {
  // Version ff and ids of zeros alone are invalid by the specification.
  const match = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/.exec(header ?? '');
  const [, traceId = '', parentId = '', flags = ''] = match ?? [];
  return match && { traceId, parentId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** What Lambda says (AWS X-Ray, "Tracing header"): `Root=1-<8>-<24>;Parent=<16>;Sampled=<0|1>`, and what else there is. */
function fromXray(header: string | null) {
  const [, time, random] = /(?:^|;)Root=1-([\da-f]{8})-([\da-f]{24})(?=;|$)/.exec(header ?? '') ?? [];
  if (!time || !random) return null;
  const [, parentId = null] = /;Parent=([\da-f]{16})(?=;|$)/.exec(header ?? '') ?? [];
  return { traceId: time + random, parentId, isSampled: /;Sampled=1(?=;|$)/.test(header ?? '') };
}
