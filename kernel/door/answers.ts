import { LRUCache } from 'lru-cache';
import type { Source } from '../source.ts';
import type { Validators } from '../transfer.ts';

/** What an administration answered, parsed, and when. */
export interface Reading<T> {
  readonly value: T;
  readonly retrievedAt: Date;
}

/** An answer that may be given again, within what its dataset declares and never longer. */
export interface Kept<T> {
  readonly reading: Reading<T>;
  /** As it came over the wire: what another instance needs. */
  readonly raw: Buffer;
  readonly validators: Validators;
}

/** Milliseconds since 1970 until which an answer may be called fresh. */
export function freshUntil({ freshFor }: Source, retrievedAt: Date): number {
  return retrievedAt.getTime() + freshFor * 1000;
}

/** Milliseconds since 1970 until which it may be given, called stale, while the source fails (RFC 5861, 4). */
export function staleUntil(source: Source, retrievedAt: Date): number {
  return freshUntil(source, retrievedAt) + source.staleFor * 1000;
}

/** Whose clock is ahead of ours by more (milliseconds) keeps its answers to itself. */
const CLOCK_TOLERANCE = 60_000;

/** Whether an answer may be called fresh at a moment. */
export function isFresh(source: Source, retrievedAt: Date, now: Date): boolean {
  return now.getTime() < freshUntil(source, retrievedAt) && isPast(retrievedAt, now);
}

/** Whether it may be given at all, fresh or stale. */
export function isServable(source: Source, retrievedAt: Date, now: Date): boolean {
  return now.getTime() < staleUntil(source, retrievedAt) && isPast(retrievedAt, now);
}

/** Whether a moment of another's clock may have been. */
export const isPast = (at: Date, now: Date): boolean => at.getTime() <= now.getTime() + CLOCK_TOLERANCE;

const MOST_BYTES = 64 * 1024 * 1024;
const kept = new LRUCache<string, Kept<unknown>>({
  maxSize: MOST_BYTES,
  sizeCalculation: ({ raw }) => raw.byteLength + 200,
});

/** The answer to a question, if one is kept that may still be given. A question is always parsed the same way. */
export function recall<T>(source: Source, key: string, now: Date): Kept<T> | null {
  const known = kept.get(key) as Kept<T> | undefined;
  if (!known) return null;
  if (isServable(source, known.reading.retrievedAt, now)) return known;
  kept.delete(key);
  return null;
}

/** Keeps an answer in this process. */
export function keep(key: string, answer: Kept<unknown>): void {
  kept.set(key, answer);
}

/** Forgets every answer. */
export function forgetAnswers(): void {
  kept.clear();
}
