import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { type SourceRequest, sourceRequests } from '../../kernel/trace.ts';

/** What went over the wire while something was done. */
export interface Tally {
  /** Each redirect and each retry is one. */
  requests: number;
  /** Milliseconds of all questions to sources together, also of those that ran side by side. */
  ms: number;
  /** Of answers, as they were sent. */
  bytes: number;
  /** What the administration said of its limits, by the name of the header. */
  readonly limits: Map<string, string>;
}

export const newTally = (): Tally => ({ requests: 0, ms: 0, bytes: 0, limits: new Map() });

const current = new AsyncLocalStorage<Tally>();

/** Does something; whatever goes over the wire for it is counted, as long as {@link listen} does. */
export function during<T>(tally: Tally, work: () => T): T {
  return current.run(tally, work);
}

/** A request is told of in its caller's context, its answer in that of the connection. */
const tallies = new WeakMap<object, Tally>();

const created = v.object({ request: v.instance(ClientRequest) });
const answered = v.object({ request: v.instance(ClientRequest), response: v.instance(IncomingMessage) });

/** Runs with what a channel tells, when it tells what it is known to tell. */
const told =
  <Schema extends v.GenericSchema>(schema: Schema, use: (message: v.InferOutput<Schema>) => void) =>
  (message: unknown): void => {
    const { success, output } = v.safeParse(schema, message);
    if (success) use(output);
  };

const CHANNELS: Readonly<Record<string, (message: unknown) => void>> = {
  [sourceRequests.name.toString()]: (message) => {
    const tally = current.getStore();
    const { outcome, ms } = message as SourceRequest;
    if (tally && (outcome === 'LIVE' || outcome === 'FAILED')) tally.ms += ms;
  },
  'http.client.request.start': told(created, ({ request }) => {
    const tally = current.getStore();
    if (!tally) return;
    tally.requests += 1;
    tallies.set(request, tally);
  }),
  'http.client.response.finish': told(answered, ({ request, response }) => {
    const tally = tallies.get(request);
    if (!tally) return;
    noteLimits(tally, response);
    countBytes(tally, response);
  }),
};

const LIMIT = /^(x-)?ratelimit(-.*)?$|^x-rate-limit-.*$|^retry-after$/;
/** Longer ones say something else. */
const LONGEST = 60;

/** Keeps what the headers say of limits. */
function noteLimits(tally: Tally, { headers }: IncomingMessage): void {
  for (const [name, value] of Object.entries(headers)) {
    if (LIMIT.test(name) && typeof value === 'string' && value.length <= LONGEST) tally.limits.set(name, value);
  }
}

/** Counts what the connection gives to the answer; to listen to it would be to read it. */
function countBytes(tally: Tally, response: IncomingMessage): void {
  const push = response.push.bind(response);
  response.push = (chunk: unknown, encoding) => {
    if (chunk instanceof Uint8Array) tally.bytes += chunk.byteLength;
    return push(chunk, encoding);
  };
}

/** Begins to count; what it gives ends it. */
export function listen(): () => void {
  for (const [name, use] of Object.entries(CHANNELS)) subscribe(name, use);
  return () => {
    for (const [name, use] of Object.entries(CHANNELS)) unsubscribe(name, use);
  };
}
