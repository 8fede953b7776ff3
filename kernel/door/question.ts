import { SourceError } from '../errors.ts';
import type { Source } from '../source.ts';
import type { Clock } from '../time.ts';
import { transfer, type WireRequest } from '../transfer.ts';
import { isFresh, isPast, isServable, type Kept, keep, recall } from './answers.ts';
import { type Gate, gateOf, notAsked, within } from './gate.ts';
import type { ServedFrom } from './ledger.ts';
import { knownWait, portionOf, quotaOf, type Rate, ratesOf, rememberWait, shareOf, spendHere } from './quota.ts';
import * as shared from './shared/answers.ts';
import { spendShared } from './shared/quota.ts';
import { isShared } from './shared/using.ts';

/** One question to a source, with how its answer is read. */
export interface Asked<T> {
  readonly source: Source;
  readonly request: WireRequest;
  readonly decode: (raw: Buffer) => T;
  /** For whom it is asked: nobody may use up a quota alone. */
  readonly account?: string | undefined;
}

/** What came of it: the answer, from where, and why an old one had to do. */
export interface Served<T> {
  readonly answer: Kept<T>;
  readonly servedFrom: ServedFrom;
  readonly failure?: SourceError;
}

interface Bounds {
  readonly now: Clock;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Milliseconds for which whoever else is asking is waited for when there is an old answer; without one, longer. */
const WAIT_MS = 500;
/** Milliseconds between two looks; they grow. */
const LOOK_MS = 40;
/** An instance that dies in the middle of a question keeps the others from it for so long beyond the source's time. */
const LEASE_MARGIN_MS = 1_000;

/** Names a question. */
export function keyOf({ id }: Source, { url, method = 'GET', headers, body }: WireRequest): string {
  return `${id} ${method} ${url.href} ${JSON.stringify([headers, body])}`;
}

/**
 * Gets the answer to a question: a fresh one that another instance left, else from the source itself, asked by one
 * instance at a time. When that fails, the last answer as long as its dataset allows.
 * @throws {SourceError} when there is neither.
 */
export async function obtain<T>(key: string, asked: Asked<T>, bounds: Bounds): Promise<Served<T>> {
  const { source, request } = asked;
  const { isPersonal = false } = request; // Then nothing of it is left in the table, not even a hash: it can be guessed.
  const { now } = bounds;
  const gate = gateOf(source);
  const startedAt = performance.now();
  for (let pause = LOOK_MS; ; pause *= 1.5) {
    const found = await look(key, asked, gate, now());
    if (found && isFresh(source, found.reading.retrievedAt, now())) return { answer: found, servedFrom: 'CACHE' };
    const refusal = gate.closed(now()) ?? usedUp(source, now());
    if (refusal) return makeDo(source, found, refusal, now());
    // A source that is being tried again is asked one question at a time, by all instances together.
    const isProbe = gate.standing().closedUntil > 0;
    const right = isProbe ? `probe ${source.id}` : key;
    const patience = found ? WAIT_MS : isProbe ? source.timeout / 2 : source.timeout;
    const isOurs = !gate.isProbed() && (isProbe || !isPersonal ? await lease(right, source, now()) : undefined);
    // Another question of this process may have begun to try it meanwhile.
    if (isOurs !== false && !gate.isProbed()) return askNow(key, asked, bounds, { gate, found, right });
    if (isOurs) await shared.release(right);
    if (performance.now() + pause > startedAt + patience)
      return makeDo(
        source,
        found,
        notAsked(source, 'SOURCE_UNAVAILABLE', 1, 'is being asked, without an answer yet'),
        now(),
      );
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}

const lease = (right: string, { timeout }: Source, now: Date) => shared.lease(right, now, timeout + LEASE_MARGIN_MS);

/** The best answer that is kept, here or by another instance, fresh or not; takes over how the source stands. */
async function look<T>(key: string, { source, decode }: Asked<T>, gate: Gate, now: Date): Promise<Kept<T> | null> {
  const own = recall<T>(source, key, now);
  const found = await shared.find(source, key, now);
  if (found?.standing && isPast(new Date(found.standing.at), now)) gate.adopt(found.standing);
  const other = found?.answer;
  if (!other || (own && own.reading.retrievedAt >= other.retrievedAt)) return own;
  try {
    const { raw, retrievedAt, validators } = other;
    const answer = { reading: { value: decode(raw), retrievedAt }, raw, validators };
    keep(key, answer);
    return answer;
  } catch {
    return own; // Another version of this code could read it.
  }
}

/** The old answer stands in for a failure, but not where the administration refuses what we ask. */
export function makeDo<T>(source: Source, found: Kept<T> | null, failure: unknown, now: Date): Served<T> {
  const mayPass = failure instanceof SourceError && failure.extensions.code !== 'SOURCE_REFUSED';
  if (found && mayPass && isServable(source, found.reading.retrievedAt, now))
    return { answer: found, servedFrom: 'STALE', failure };
  throw failure;
}

interface Turn<T> {
  readonly gate: Gate;
  readonly found: Kept<T> | null;
  readonly right: string;
}

async function askNow<T>(
  key: string,
  { source, request, decode, account }: Asked<T>,
  { now, signal }: Bounds,
  { gate, found, right }: Turn<T>,
): Promise<Served<T>> {
  let inTime: AbortSignal | undefined;
  const time = (): AbortSignal => {
    inTime ??= within(source, signal);
    return inTime;
  };
  const ask = async (): Promise<Kept<T>> => {
    const count = () => spend(source, account, now);
    const bounds = { now, count, signal: time, validators: found?.validators };
    const { raw, validators } = await transfer(source, request, bounds);
    const retrievedAt = now();
    if (raw === null && found) return { ...found, reading: { ...found.reading, retrievedAt } };
    const bytes = raw ?? Buffer.alloc(0);
    return { reading: { value: decode(bytes), retrievedAt }, raw: bytes, validators };
  };
  const isIdempotent = request.isIdempotent ?? (request.method ?? 'GET') === 'GET';
  let isLeft: boolean | undefined = false;
  try {
    const answer = await gate.pass({ ask, now, signal, isIdempotent });
    keep(key, answer);
    isLeft =
      !request.isPersonal && (await shared.leave(source, key, { ...answer, retrievedAt: answer.reading.retrievedAt }));
    return { answer, servedFrom: 'LIVE' };
  } catch (error) {
    return makeDo(source, found, error, now());
  } finally {
    // The right to ask runs out by itself where the others find the answer: who looked just before it came must not get it.
    if (!isLeft || right !== key) await shared.release(right);
  }
}

/** Why a source must not be asked now, when its quota is known to be used up. */
function usedUp(source: Source, now: Date): SourceError | null {
  const wait = knownWait(quotaOf(source), now.getTime());
  return wait > 0 ? notAsked(source, 'SOURCE_THROTTLED', wait) : null;
}

/** Why a caller must not have a source asked now, when its portion of the quota is known to be used up. */
export function portionUsedUp({ source, account }: Asked<unknown>, now: Date): SourceError | null {
  const wait = account ? knownWait(portionName(source, account), now.getTime()) : 0;
  return wait > 0 ? notAsked(source, 'SOURCE_THROTTLED', wait) : null;
}

const portionName = (source: Source, account: string): string => `${quotaOf(source)} ${account}`;

/**
 * Counts a request against the source's quota, and against the portion of it that its caller may use.
 * @throws {NotAskedError} when one of them is used up.
 */
async function spend(source: Source, account: string | undefined, clock: Clock): Promise<void> {
  const rates = ratesOf(source);
  if (rates.length === 0) return;
  if (account) await take(source, portionName(source, account), portionOf(rates), clock);
  await take(source, quotaOf(source), rates, clock);
}

async function take(source: Source, name: string, rates: readonly Rate[], clock: Clock): Promise<void> {
  const told = await spendShared(name, rates, clock);
  const wait = told ?? spendHere(name, isShared() ? shareOf(rates) : rates, clock().getTime());
  if (wait === 0) return;
  // What an instance learns alone does not hold once it can ask the others again.
  if (told !== undefined || !isShared()) rememberWait(name, clock().getTime(), wait);
  throw notAsked(source, 'SOURCE_THROTTLED', wait);
}
