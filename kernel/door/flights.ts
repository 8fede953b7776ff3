import type { Source } from '../source.ts';
import type { Clock } from '../time.ts';
import { isFresh, type Reading, recall } from './answers.ts';
import { notAsked } from './gate.ts';
import { type Asked, keyOf, makeDo, obtain, portionUsedUp, type Served } from './question.ts';

/** A question on its way, and how many wait for it: it is given up when nobody does any more. */
interface Flight {
  readonly startedAt: number;
  readonly served: Promise<Served<unknown>>;
  readonly giveUp: () => void;
  waiting: number;
}
const inFlight = new Map<string, Flight>();
/** While a source is slow (milliseconds), no more than so many requests of clients wait for one answer of it. */
const SLOW_MS = 500;
const MOST_WAITING = 64;

/** What became of a question, for one who waited for it. */
export interface Noted<T> extends Omit<Served<T>, 'answer'> {
  readonly reading: Reading<T>;
}

/** The time of one caller. */
export interface Patience {
  /** Waits for an answer as long as the caller does. */
  readonly inTime: <T>(source: Source, asked: Promise<T>) => Promise<T>;
  /** Whether there is any left for a source. */
  readonly hasTime: (source: Source) => boolean;
  /** Told when the question of somebody else brings the answer, or its failure. */
  readonly onJoined: () => void;
}

/** A fresh answer that is kept, or the one that is on its way, or one of our own. */
export async function askKept<T>(
  asked: Asked<T>,
  now: Clock,
  { inTime, hasTime, onJoined }: Patience,
): Promise<Noted<T>> {
  const { source } = asked;
  const key = keyOf(source, asked.request);
  const known = recall<T>(source, key, now());
  if (known && isFresh(source, known.reading.retrievedAt, now())) {
    return { reading: known.reading, servedFrom: 'CACHE' };
  }
  if (!hasTime(source)) return noted(makeDo(source, known, notAsked(source, 'SOURCE_TIMEOUT'), now()));
  const onItsWay = inFlight.get(key);
  const joined = onItsWay && onItsWay.waiting > 0 ? onItsWay : undefined; // Else it is given up already.
  if (joined && joined.waiting >= MOST_WAITING && performance.now() - joined.startedAt > SLOW_MS) {
    return noted(
      makeDo(source, known, notAsked(source, 'SOURCE_UNAVAILABLE', 1, 'is slow, and many wait for it already'), now()),
    );
  }
  const refusal = joined ? null : portionUsedUp(asked, now());
  if (refusal) return noted(makeDo(source, known, refusal, now()));
  const flight = joined ?? takeOff(key, asked, now);
  flight.waiting += 1;
  if (joined) onJoined();
  try {
    const served = (await inTime(source, flight.served)) as Served<T>;
    return noted(served);
  } catch (error) {
    return noted(makeDo(source, known, error, now()));
  } finally {
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.giveUp();
  }
}

function noted<T>({ answer, ...how }: Served<T>): Noted<T> {
  return { ...how, reading: answer.reading };
}

function takeOff<T>(key: string, asked: Asked<T>, now: Clock): Flight {
  const { signal, abort } = givenUp();
  const served = obtain(key, asked, { now, signal });
  const flight = { startedAt: performance.now(), served, waiting: 0, giveUp: abort };
  inFlight.set(key, flight);
  const land = (): void => {
    if (inFlight.get(key) === flight) inFlight.delete(key);
  };
  served.then(land, land);
  return flight;
}

/** A signal, aborted when nobody waits any more. */
export function givenUp(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const nobodyWaits = new AbortController();
  return { signal: nobodyWaits.signal, abort: () => nobodyWaits.abort() };
}

/** Forgets what is on its way. */
export function forgetFlights(): void {
  inFlight.clear();
}
