import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import * as v from 'valibot';
import { onTestFinished, vi } from 'vitest';

/** A datagram has no more (X-Ray API, `PutTraceSegments`: a document of 64 kB at most). */
const MAX_BYTES = 64_000;

const id = v.pipe(v.string(), v.regex(/^[\da-f]{16}$/));
const seconds = v.pipe(v.number(), v.minValue(Date.UTC(2020, 0) / 1_000), v.maxValue(Date.UTC(2100, 0) / 1_000));
/** A subsegment that is sent by itself (AWS X-Ray, "Segment documents"). */
const Subsegment = v.strictObject({
  type: v.literal('subsegment'),
  trace_id: v.pipe(v.string(), v.regex(/^1-[\da-f]{8}-[\da-f]{24}$/)),
  id,
  parent_id: id,
  name: v.pipe(v.string(), v.regex(/^[\p{L}\p{N}\s_.:/%&#=+\\@-]{1,200}$/u)),
  start_time: seconds,
  end_time: seconds,
  namespace: v.optional(v.literal('remote')),
  fault: v.optional(v.boolean()),
  annotations: v.record(v.pipe(v.string(), v.regex(/^\w+$/)), v.union([v.string(), v.number(), v.boolean()])),
});
export type Subsegment = v.InferOutput<typeof Subsegment>;

/** X-Ray's daemon as Lambda has it beside each function: takes datagrams in, and refuses what is no document. */
export async function xrayDaemon() {
  const received: Buffer[] = [];
  const socket = createSocket('udp4', (message) => received.push(message));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `127.0.0.1:${socket.address().port}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    socket.close();
  });
  return {
    /** So many documents, once they are there. */
    documents: async (count: number): Promise<readonly Subsegment[]> => {
      await vi.waitFor(() => {
        if (received.length < count) throw new Error(`${received.length} of ${count} documents`);
      });
      return received.map(toDocument);
    },
    text: () => Buffer.concat(received).toString('utf8'),
  };
}

function toDocument(datagram: Buffer): Subsegment {
  if (datagram.length > MAX_BYTES) throw new RangeError(`${datagram.length} bytes`);
  const [header = '', document = '', ...more] = datagram.toString('utf8').split('\n');
  if (header !== '{"format":"json","version":1}' || more.length > 0)
    throw new TypeError('no header, or more than that');
  const subsegment = v.parse(Subsegment, JSON.parse(document));
  if (subsegment.end_time < subsegment.start_time) throw new RangeError('ends before it starts');
  return subsegment;
}
