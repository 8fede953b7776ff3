import type { Answer } from './answer.ts';

/** Waits so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Wait = (ms: number, signal: AbortSignal | null) => Promise<void>;

export const wait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      resolve();
    }, ms);
    const leave = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
  });

/** Milliseconds to wait where nobody says for how long: twice as many each time, and not all clients at once. */
const FIRST = 500;

/** After a longer wait than this somebody had better be told (milliseconds). */
const LONGEST = 30_000;

/**
 * Milliseconds after which a refusal may be asked again; null where waiting is no use: it is none, or it asks for more
 * patience than a reader has.
 * @param attempt how often it was asked before
 */
export function pause({ status, retryAfter }: Answer<unknown>, attempt: number): number | null {
  if (status !== 429 && status !== 503) return null;
  const ms = retryAfter === null ? FIRST * 2 ** attempt * (1 + Math.random()) : retryAfter * 1000;
  return ms > LONGEST ? null : ms;
}
