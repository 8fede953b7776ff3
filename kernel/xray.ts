import type { Socket } from 'node:dgram';
import { read, setting } from './env.ts';
import { type TraceContext, toXrayId } from './trace-context.ts';

/** Something that took time, as a part of a trace. */
export interface Span {
  readonly id: string;
  readonly parentId: string | null;
  /** Of a subgraph, a dataset, or an operation that is ours. */
  readonly name: string;
  /** Whether it happened elsewhere. */
  readonly isRemote: boolean;
  readonly isFault: boolean;
  /** `performance.now()` at the start, and the milliseconds it took. */
  readonly startedAt: number;
  readonly ms: number;
  readonly annotations: Readonly<Record<string, string | number>>;
}

/** Where Lambda takes segments in: `host:port`, or `tcp:host:port udp:host:port`. */
const DAEMON = setting('AWS_XRAY_DAEMON_ADDRESS', null);
const HEADER = '{"format":"json","version":1}\n';
/** So many of one call are told, the longest first: what is there in hundreds is alike. */
const MAX_SPANS = 50;

let opened: Promise<Socket> | undefined;

/**
 * Tells X-Ray the spans of a call that it keeps: one UDP datagram each, to Lambda's own daemon, as the X-Ray
 * SDKs do. It costs no connection and no answer is waited for, which an exporter over HTTP would have to before the
 * function is frozen. Never rejects; what is lost is lost.
 */
export async function sendSpans({ traceId }: Pick<TraceContext, 'traceId'>, spans: readonly Span[]): Promise<void> {
  const address = read(DAEMON);
  const [, host, port] = /(?:^|udp:)([\d.]+):(\d{1,5})$/.exec(address ?? '') ?? [];
  if (!host || !port || spans.length === 0) return;
  opened ??= openSocket();
  const socket = await opened;
  const told = spans.toSorted((a, b) => b.ms - a.ms).slice(0, MAX_SPANS);
  await Promise.allSettled(
    told.map((span) => {
      const datagram = HEADER + JSON.stringify(subsegmentOf(traceId, span));
      return new Promise<void>((resolve) => socket.send(datagram, Number(port), host, () => resolve()));
    }),
  );
}

async function openSocket(): Promise<Socket> {
  const { createSocket } = await import('node:dgram'); // Most calls are not sampled.
  const socket = createSocket('udp4');
  socket.on('error', () => {}); // Each datagram tells its own.
  return socket.unref();
}

/** A subsegment that is sent by itself (AWS X-Ray, "Segment documents"); times are seconds since 1970. */
function subsegmentOf(traceId: string, span: Span) {
  // From now backwards: a clock that never goes back may have stood still while Lambda froze the process.
  const start = Date.now() - (performance.now() - span.startedAt);
  return {
    type: 'subsegment',
    trace_id: toXrayId(traceId),
    id: span.id,
    ...(span.parentId ? { parent_id: span.parentId } : {}),
    name: span.name,
    start_time: start / 1_000,
    end_time: (start + span.ms) / 1_000,
    ...(span.isRemote ? { namespace: 'remote' } : {}),
    ...(span.isFault ? { fault: true } : {}),
    annotations: span.annotations,
  };
}
