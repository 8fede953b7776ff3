import { LRUCache } from 'lru-cache';
import { read, type Setting } from '../env.ts';
import { SourceError } from '../errors.ts';
import type { Source } from '../source.ts';

/** At most so many requests in any period of so many seconds. */
export interface Rate {
  readonly requests: number;
  readonly per: number;
}

/** Requests by the part of a period that they fell into. */
export type Counts = ReadonlyMap<number, number>;

/** A period is counted in so many parts: a request counts until the whole of its part is long enough ago. */
export const PARTS = 20;

/** The name under which a quota is counted; sources that name the same setting share it. */
export const quotaOf = ({ quota }: Source): string => quota.variable;

/**
 * The rates of a source's quota, from text such as `8/60, 12000/86400` (requests and seconds); none for `none`.
 * @throws {SourceError} SOURCE_UNAVAILABLE for any other text: an outage of this dataset.
 */
export function ratesOf(source: Source): readonly Rate[] {
  try {
    return parseRates(source.quota);
  } catch (cause) {
    throw new SourceError('SOURCE_UNAVAILABLE', source, { cause, says: 'is not set up as it should be' });
  }
}

function parseRates(quota: Setting): readonly Rate[] {
  const text = read(quota) ?? 'none';
  if (text === 'none') return [];
  const bad = (): TypeError => {
    const message = `${quota.variable} takes rates such as 8/60 (requests and seconds, 10 at least), or "none"`;
    return Object.assign(new TypeError(message), { code: 'BAD_QUOTA' });
  };
  const rates = text.split(',').map((part) => {
    const [, requests, per] = /^(\d{1,7})\/(\d{1,7})$/.exec(part.trim()) ?? [];
    if (!Number(requests) || Number(per) < LEAST_PERIOD || per === undefined) throw bad();
    return { requests: Number(requests), per: Number(per) };
  });
  if (new Set(rates.map(({ per }) => per)).size < rates.length) throw bad();
  return rates;
}

/** Seconds of the shortest period: a part of it must be longer than the table takes. */
const LEAST_PERIOD = 10;

const lengthOf = ({ per }: Rate): number => (per * 1000) / PARTS;

/** The part of a rate's period in which a moment lies (milliseconds since 1970). */
export const partAt = (rate: Rate, now: number): number => Math.floor(now / lengthOf(rate));

/** What a rate still allows now: in no period as long as its own are there ever more than its requests. */
export function leftOf(rate: Rate, counts: Counts, now: number): number {
  return rate.requests - stillCounted(rate, counts, now).reduce((sum, [, count]) => sum + count, 0);
}

/** Seconds until a rate that allows nothing allows something. */
export function waitOf(rate: Rate, counts: Counts, now: number): number {
  const parts = stillCounted(rate, counts, now).map(([part]) => part);
  const oldest = Math.min(partAt(rate, now), ...parts);
  return Math.max(1, Math.ceil(((oldest + PARTS + 1) * lengthOf(rate) - now) / 1000));
}

function stillCounted(rate: Rate, counts: Counts, now: number): readonly [part: number, count: number][] {
  const first = partAt(rate, now) - PARTS;
  return [...counts].filter(([part, count]) => part >= first && count > 0);
}

/** Of a quota that is shared, what one instance takes while it cannot ask the others: a tenth, at least one request. */
export function shareOf(rates: readonly Rate[]): readonly Rate[] {
  return rates.map(({ requests, per }) => ({ requests: Math.max(1, Math.floor(requests / 10)), per }));
}

/** Of a quota, what one caller may use: two thirds, at least one request. The rest is for everybody else. */
export function portionOf(rates: readonly Rate[]): readonly Rate[] {
  return rates.map(({ requests, per }) => ({ requests: Math.max(1, Math.floor((requests * 2) / 3)), per }));
}

/** Callers come and go; those who ask now are remembered. */
const REMEMBERED = 10_000;
const own = new LRUCache<string, Map<number, number>>({ max: REMEMBERED });
const closedUntil = new LRUCache<string, number>({ max: REMEMBERED });

/** Seconds until a quota that was found used up may be asked again, as far as this process knows; 0 when it may be tried. */
export function knownWait(name: string, now: number): number {
  return Math.max(0, Math.ceil(((closedUntil.get(name) ?? 0) - now) / 1000));
}

/** Remembers that a quota is used up for so many seconds. */
export function rememberWait(name: string, now: number, seconds: number): void {
  closedUntil.set(name, now + seconds * 1000);
}

/** Spends one request of this process's own count. Gives the seconds to wait, 0 when it may be asked. */
export function spendHere(name: string, rates: readonly Rate[], now: number): number {
  const accounts = rates.map((rate) => ({ rate, counts: countsOf(`${name} ${rate.per}`) }));
  const full = accounts.find(({ rate, counts }) => leftOf(rate, counts, now) <= 0);
  if (full) return waitOf(full.rate, full.counts, now);
  for (const { rate, counts } of accounts) {
    const part = partAt(rate, now);
    counts.set(part, (counts.get(part) ?? 0) + 1);
    for (const old of counts.keys()) if (old < part - PARTS) counts.delete(old);
  }
  return 0;
}

function countsOf(name: string): Map<number, number> {
  const counts = own.get(name) ?? new Map<number, number>();
  own.set(name, counts);
  return counts;
}

/** Forgets what this process has spent. */
export function forgetQuotas(): void {
  own.clear();
  closedUntil.clear();
}
