import { read, type Setting } from '../env.ts';
import type { Source } from '../source.ts';

/** At most so many requests in any period of so many seconds. */
export interface Rate {
  readonly requests: number;
  readonly per: number;
}

/** Requests by the part of a period that they fell into; plain data, so that instances can share it. */
export type Spent = Readonly<Record<string, number>>;

/** What is left after a request was granted, or the seconds until one may be. */
export type Grant = { readonly spent: Spent } | { readonly retryAfter: number };

/** A period is counted in so many parts: a request counts until the whole of its part is over, never too short. */
const PARTS = 20;

/** The name under which a quota is counted; sources that name the same setting share it. */
export const quotaOf = ({ quota }: Source): string => quota.variable;

/**
 * The rates of a source's quota, from text such as `8/60, 12000/86400` (requests and seconds); none for `none`.
 * @throws {TypeError} for any other text.
 */
export function ratesOf({ quota }: Source): readonly Rate[] {
  return parseRates(quota);
}

function parseRates(quota: Setting): readonly Rate[] {
  const text = read(quota) ?? 'none';
  if (text === 'none') return [];
  return text.split(',').map((part) => {
    const [, requests, per] = /^(\d{1,7})\/(\d{1,7})$/.exec(part.trim()) ?? [];
    if (!Number(requests) || !Number(per)) {
      throw new TypeError(`${quota.variable} takes rates such as 8/60 (requests and seconds), or "none"`);
    }
    return { requests: Number(requests), per: Number(per) };
  });
}

/**
 * Spends one request, if every rate allows it: of any period as long as a rate's no more than its requests are granted.
 * @param now milliseconds since 1970
 */
export function spend(rates: readonly Rate[], spent: Spent, now: number): Grant {
  const next: Record<string, number> = {};
  for (const { requests, per } of rates) {
    const length = (per * 1000) / PARTS;
    const current = Math.floor(now / length);
    const live = Object.entries(spent)
      .map(([name, count]) => ({ name, count, ...partOf(name) }))
      .filter(({ period, part }) => period === per && part >= current - PARTS);
    if (live.reduce((sum, { count }) => sum + count, 0) >= requests) {
      const oldest = Math.min(...live.map(({ part }) => part));
      return { retryAfter: Math.max(1, Math.ceil(((oldest + PARTS + 1) * length - now) / 1000)) };
    }
    for (const { name, count } of live) next[name] = count;
    const name = `${per}:${current}`;
    next[name] = (next[name] ?? 0) + 1;
  }
  return { spent: next };
}

function partOf(name: string): { period: number; part: number } {
  const [period, part] = name.split(':');
  return { period: Number(period), part: Number(part) };
}

/** Of a quota that is shared, what one instance takes while it cannot ask the others: a tenth, at least one request. */
export function shareOf(rates: readonly Rate[]): readonly Rate[] {
  return rates.map(({ requests, per }) => ({ requests: Math.max(1, Math.floor(requests / 10)), per }));
}

const own = new Map<string, Spent>();

/** Spends one request of this process's own count. Gives the seconds to wait, 0 when it may be asked. */
export function spendHere(name: string, rates: readonly Rate[], now: number): number {
  const grant = spend(rates, own.get(name) ?? {}, now);
  if ('retryAfter' in grant) return grant.retryAfter;
  own.set(name, grant.spent);
  return 0;
}

/** Forgets what this process has spent. */
export function forgetQuotas(): void {
  own.clear();
}
