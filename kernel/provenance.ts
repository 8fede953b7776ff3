import type { Source } from './source.ts';

export type Freshness = 'FRESH' | 'STALE' | 'SUSPECT';

/** Who knows a thing and since when; the record behind GraphQL's `Provenance`. */
export interface ProvenanceModel {
  readonly source: Source;
  /** When the administration observed or last changed it; null where it does not say. */
  readonly observedAt: Date | null;
  /** When we asked. */
  readonly retrievedAt: Date;
}

/** An administration's clock may be this much ahead of ours (milliseconds) before we doubt it. */
const CLOCK_TOLERANCE = 5 * 60_000;

/** Until when the answer may be called fresh: the time we asked plus what its dataset declares. */
export function freshUntil({ source, retrievedAt }: ProvenanceModel): Date {
  return new Date(retrievedAt.getTime() + source.freshFor * 1000);
}

/** Whether an administration claims to have observed something in the future: its clock is wrong. */
export function isSuspect(observedAt: Date, now: Date): boolean {
  return observedAt.getTime() > now.getTime() + CLOCK_TOLERANCE;
}

/** A publisher that is late is late by hours; this much beyond what a dataset promises (milliseconds) is no delay. */
const DELAY = 12 * 3_600_000;

/**
 * Whether a source's clock has to be doubted by the newest of what it has observed: that lies in the future, or far
 * further back than its dataset promises.
 */
export function isDoubtful({ observedWithin }: Source, newest: Date, now: Date): boolean {
  const promised = (observedWithin ?? Number.POSITIVE_INFINITY) * 1000;
  return isSuspect(newest, now) || now.getTime() - newest.getTime() > promised + DELAY;
}

/**
 * SUSPECT when it claims to be observed in the future, STALE when the answer or the observation
 * is older than its dataset declares, else FRESH.
 */
export function freshnessOf(provenance: ProvenanceModel, now: Date): Freshness {
  const { source, observedAt } = provenance;
  if (observedAt && isSuspect(observedAt, now)) return 'SUSPECT';
  if (now > freshUntil(provenance)) return 'STALE';
  const tooOld = (source.observedWithin ?? Number.POSITIVE_INFINITY) * 1000;
  return observedAt && now.getTime() - observedAt.getTime() > tooOld ? 'STALE' : 'FRESH';
}
