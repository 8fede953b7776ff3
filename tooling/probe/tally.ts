import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as v from 'valibot';
import { type SourceRequest, sourceRequests } from '../../kernel/trace.ts';

/** What went over the wire while something was done. */
export interface Tally {
  /** Each redirect and each retry is one. */
  requests: number;
  /** Milliseconds of all questions to sources together, also of those that ran side by side. */
  ms: number;
  /** Of answers, as they were sent; what the AWS SDK reads is not counted. */
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

/** undici tells of a request in its caller's context, and of its answer in that of the connection. */
const tallies = new WeakMap<object, Tally>();

const request = v.custom<object>((value) => typeof value === 'object' && value !== null);
const created = v.object({ request });
const answered = v.object({ request, response: v.object({ headers: v.array(v.instance(Uint8Array)) }) });
const received = v.object({ request, chunk: v.instance(Uint8Array) });

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
  'undici:request:create': told(created, ({ request }) => {
    const tally = current.getStore();
    if (!tally) return;
    tally.requests += 1;
    tallies.set(request, tally);
  }),
  'undici:request:headers': told(answered, ({ request, response }) => noteLimits(tallies.get(request), response)),
  'undici:request:bodyChunkReceived': told(received, ({ request, chunk }) => {
    const tally = tallies.get(request);
    if (tally) tally.bytes += chunk.byteLength;
  }),
  // The AWS SDK has a client of its own, over node:http.
  'http.client.request.start': () => {
    const tally = current.getStore();
    if (tally) tally.requests += 1;
  },
};

const LIMIT = /^(x-)?ratelimit(-.*)?$|^x-rate-limit-.*$|^retry-after$/;
/** Longer ones say something else. */
const LONGEST = 60;

/** Keeps what the headers say of limits: names and values take turns. */
function noteLimits(tally: Tally | undefined, { headers }: { readonly headers: readonly Uint8Array[] }): void {
  const texts = headers.map((raw) => Buffer.from(raw).toString('latin1'));
  for (let at = 0; tally && at + 1 < texts.length; at += 2) {
    const [name = '', value = ''] = [texts[at]?.toLowerCase(), texts[at + 1]];
    if (LIMIT.test(name) && value.length <= LONGEST) tally.limits.set(name, value);
  }
}

/** Begins to count; what it gives ends it. */
export function listen(): () => void {
  for (const [name, use] of Object.entries(CHANNELS)) subscribe(name, use);
  return () => {
    for (const [name, use] of Object.entries(CHANNELS)) unsubscribe(name, use);
  };
}
