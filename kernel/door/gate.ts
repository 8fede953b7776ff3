import { BulkheadRejectedError, bulkhead, ExponentialBackoff, handleWhen, retry, TaskCancelledError } from 'cockatiel';
import { SourceError } from '../errors.ts';
import { isDoubtful, isSuspect } from '../provenance.ts';
import type { Source } from '../source.ts';
import { noteQuestion } from './health.ts';
import { tell } from './shared/answers.ts';
import { reportHealth } from './shared/health.ts';
import { afterAnswer, afterFailure, afterObservation, hasChanged, type Standing, UNKNOWN } from './standing.ts';

/** A question that was not asked: nothing is learnt about the source from it. */
export class NotAskedError extends SourceError {}

/** One question, as the gate lets it through. */
export interface Question<T> {
  /** Asks, for as long as the source has (see {@link within}); called again when a failed attempt may be repeated. */
  readonly ask: () => Promise<T>;
  readonly now: () => Date;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Whether asking twice does no harm (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** What stands before one source: how it stands, how many may ask at once, what may be asked again. */
export interface Gate {
  readonly standing: () => Standing;
  /** Takes over what another instance learnt, when that is newer. */
  readonly adopt: (standing: Standing) => void;
  /** Takes note of when something that was read had been observed: that may show that the source's clock is wrong. */
  readonly observed: (at: Date, now: Date) => void;
  /** Whether a question is on its way that tries a source again. */
  readonly isProbed: () => boolean;
  /** Why the source must not be asked now; null when it may. */
  readonly closed: (now: Date) => SourceError | null;
  /**
   * Asks, if the gate is open: at most so many at once, and once more after a failure that may pass.
   * @throws {NotAskedError} when the gate is closed or the queue before it is full.
   */
  readonly pass: <T>(question: Question<T>) => Promise<T>;
}

/** Questions at once from one instance, and how many more may wait. */
const CONCURRENCY = 8;
const QUEUE = 100;
/** A source is slow from this share of its time on. */
const SLOW = 0.5;
/** At most so many retries for each question, and so many saved up: one instance adds a fifth to its load at most. */
const RETRY_SHARE = 0.2;
const MOST_RETRIES = 10;

const gates = new Map<string, Gate>();

/** The gate of a source; one for each source in a process. */
export function gateOf(source: Source): Gate {
  const known = gates.get(source.id) ?? createGate(source);
  gates.set(source.id, known);
  return known;
}

/** Forgets how every source stands. */
export function forgetGates(): void {
  gates.clear();
}

function createGate(source: Source): Gate {
  const slots = source.concurrency ?? CONCURRENCY;
  const queue = bulkhead(slots, QUEUE);
  let standing = UNKNOWN;
  let probe: PromiseWithResolvers<void> | null = null;
  let retries = 0;
  let newest: Date | null = null;

  const closed = (now: Date): SourceError | null => {
    const { closedUntil, state } = standing;
    const wait = Math.ceil((closedUntil - now.getTime()) / 1000);
    if (wait <= 0) return null;
    if (state === 'THROTTLED') return notAsked(source, 'SOURCE_THROTTLED', wait);
    return notAsked(source, 'SOURCE_UNAVAILABLE', wait, 'has failed so often that it is left alone for a while');
  };

  const mayRetry = (error: unknown): boolean => {
    const passes = error instanceof SourceError && error.extensions.code === 'SOURCE_UNAVAILABLE';
    if (!passes || error instanceof NotAskedError || retries < 1) return false;
    retries -= 1;
    return true;
  };
  const pass = async <T>({ ask, now, signal, isIdempotent }: Question<T>): Promise<T> => {
    // Whoever tries the source again is waited for a while: after an answer everybody may ask.
    if (probe) await Promise.race([probe.promise, pause(source.timeout * SLOW)]);
    const refusal = probe ? notAsked(source, 'SOURCE_UNAVAILABLE', 1, 'is being tried again') : closed(now());
    if (refusal) throw refusal;
    const before = standing;
    const isProbe = standing.closedUntil > 0;
    if (isProbe) probe = Promise.withResolvers();
    retries = Math.min(MOST_RETRIES, retries + RETRY_SHARE);
    const repeat = retry(
      handleWhen((error) => isIdempotent && !isProbe && mayRetry(error)),
      { maxAttempts: 1, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 400 }) },
    );
    /** What was sent before the gate closed says nothing about the source after that. */
    const learn = (next: (now: number) => Standing): void => {
      if (isProbe || standing.closedUntil === 0) standing = next(now().getTime());
    };
    let startedAt = 0;
    try {
      const answer = await queue.execute(() => {
        startedAt = performance.now();
        return repeat.execute(ask, signal);
      }, signal);
      const ms = performance.now() - startedAt;
      noteQuestion(source, now(), ms, true);
      learn((at) => afterAnswer(standing, at, ms > source.timeout * SLOW));
      return answer;
    } catch (error) {
      if (error instanceof BulkheadRejectedError || error instanceof TaskCancelledError) {
        throw notAsked(source, 'SOURCE_THROTTLED', 1);
      }
      // Who gave up soon says nothing about the source; who waited for most of its time says that it is slow.
      const isNews = !signal.aborted || performance.now() - startedAt >= source.timeout * SLOW;
      if (error instanceof SourceError && !(error instanceof NotAskedError) && isNews) {
        noteQuestion(source, now(), performance.now() - startedAt, false);
        learn((at) => afterFailure(standing, error, at));
      }
      throw error;
    } finally {
      if (isProbe) {
        probe?.resolve();
        probe = null;
      }
      if (hasChanged(before, standing)) await tell(source, standing);
      reportHealth();
    }
  };

  return {
    standing: () => standing,
    adopt: (other) => {
      if (other.at > standing.at) standing = other;
    },
    observed: (at, now) => {
      // History is older than what was seen before; what was in the future has been no observation.
      if (!newest || isSuspect(newest, now) || at > newest) newest = at;
      const before = standing;
      standing = afterObservation(standing, now.getTime(), isDoubtful(source, newest, now));
      if (hasChanged(before, standing)) void tell(source, standing);
    },
    isProbed: () => probe !== null,
    closed,
    pass,
  };
}

/** Ends when the source's time for one question is over, or with another signal. */
export function within({ timeout }: Source, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** The error of a question that we keep to ourselves; `says` why, where the code alone does not. */
export function notAsked(
  source: Source,
  code: 'SOURCE_THROTTLED' | 'SOURCE_UNAVAILABLE' | 'SOURCE_TIMEOUT',
  retryAfter?: number,
  says?: string,
): NotAskedError {
  const cause = Object.assign(new Error('not asked'), { code: 'NOT_ASKED' });
  return new NotAskedError(code, source, { cause, retryAfter, says });
}
