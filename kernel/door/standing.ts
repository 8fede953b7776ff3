import type { SourceError, SourceErrorCode } from '../errors.ts';

/** How a source stands; `SUSPECT` where its clock lies. */
export type SourceState = 'OK' | 'SLOW' | 'SUSPECT' | 'THROTTLED' | 'INVALID' | 'DOWN';

/**
 * What is known of a source from its last questions: plain data, so that instances can share it. A source that failed
 * too often is left alone until `closedUntil`; then one question after the other tries it, until one is answered.
 */
export interface Standing {
  readonly state: SourceState;
  /** Since when the state holds (milliseconds since 1970); null when it has not changed since we know the source. */
  readonly since: number | null;
  /** Failures in a row, time-outs by their weight. */
  readonly failures: number;
  /** Not asked before this (milliseconds since 1970); 0 while nothing keeps us from asking. */
  readonly closedUntil: number;
  /** When this was learnt. */
  readonly at: number;
}

export const UNKNOWN: Standing = { state: 'OK', since: null, failures: 0, closedUntil: 0, at: 0 };

/**
 * After so many failures in a row a source is left alone for so long (milliseconds). A time-out counts as three: while a
 * source hangs, everybody who needs it waits.
 */
export const FAILURES = 5;
export const OPEN_MS = 15_000;
const TIMEOUT_WEIGHT = 3;
/** How long to wait for an administration that asks us to slow down and does not say for how long (seconds). */
const RETRY_AFTER = 30;

/** The state of which each error tells. */
export const STATE_OF: Readonly<Record<SourceErrorCode, SourceState>> = {
  SOURCE_UNAVAILABLE: 'DOWN',
  SOURCE_TIMEOUT: 'DOWN',
  SOURCE_REFUSED: 'DOWN',
  SOURCE_THROTTLED: 'THROTTLED',
  SOURCE_INVALID: 'INVALID',
  SOURCE_TOO_LARGE: 'INVALID',
};

/** The state of which a failure tells. */
export function stateOf({ extensions }: SourceError): SourceState {
  return STATE_OF[extensions.code as SourceErrorCode];
}

/** How a source stands after it answered. One whose clock lies goes on lying until something shows that it does not. */
export function afterAnswer(standing: Standing, now: number, isSlow: boolean): Standing {
  const state = standing.state === 'SUSPECT' ? 'SUSPECT' : isSlow ? 'SLOW' : 'OK';
  return { ...changed(standing, state, now), failures: 0, closedUntil: 0 };
}

/** How it stands after it was seen whether its clock is wrong. What keeps it from answering is told before that. */
export function afterObservation(standing: Standing, now: number, isWrong: boolean): Standing {
  if (isWrong) return ['OK', 'SLOW'].includes(standing.state) ? changed(standing, 'SUSPECT', now) : standing;
  return standing.state === 'SUSPECT' ? changed(standing, 'OK', now) : standing;
}

/**
 * How it stands after it failed. A refusal is about the question that was asked and says nothing about the others;
 * else anybody who asks for what does not exist could switch a source off.
 */
export function afterFailure(standing: Standing, error: SourceError, now: number): Standing {
  const { code, retryAfter } = error.extensions;
  if (code === 'SOURCE_REFUSED') return standing;
  const next = changed(standing, stateOf(error), now);
  if (code === 'SOURCE_THROTTLED') {
    const seconds = Math.max(1, typeof retryAfter === 'number' ? retryAfter : RETRY_AFTER);
    return { ...next, closedUntil: now + seconds * 1000 };
  }
  const failures = standing.failures + (code === 'SOURCE_TIMEOUT' ? TIMEOUT_WEIGHT : 1);
  return { ...next, failures, closedUntil: failures >= FAILURES ? now + OPEN_MS : standing.closedUntil };
}

/** Whether the others have to know. */
export const hasChanged = (a: Standing, b: Standing): boolean =>
  a.state !== b.state || a.failures !== b.failures || a.closedUntil !== b.closedUntil;

function changed(standing: Standing, state: SourceState, now: number): Standing {
  return { ...standing, state, at: now, since: state === standing.state ? standing.since : now };
}
