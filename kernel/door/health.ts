import type { Source } from '../source.ts';

/** What became of the questions to a source in one minute; plain data, so that instances can add theirs up. */
export interface Minute {
  readonly asked: number;
  readonly failed: number;
  /** Answers by latency: bucket `n` holds those of up to {@link BASE} to the power of `n` milliseconds. */
  readonly latencies: Readonly<Record<string, number>>;
}

/** A dataset's health over the last {@link WINDOW} minutes in which it was asked. */
export interface Health {
  /** Questions to the administration. */
  readonly asked: number;
  /** Share of the minutes with questions in which at least one was answered. */
  readonly availability: number;
  /** Share of the questions that failed. */
  readonly errorShare: number;
  /** Milliseconds within which half, and 95 %, of the answers came, to a tenth; null when none did. */
  readonly p50: number | null;
  readonly p95: number | null;
}

/** Minutes that are looked back on. */
export const WINDOW = 15;
const BASE = 1.1;

export const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

type Minutes = Map<number, Minute>;
const known = new Map<string, Minutes>();
/** What other instances have not been told yet. */
let untold = new Map<string, Minutes>();

/** Notes what became of one question to an administration. */
export function noteQuestion({ id }: Source, now: Date, ms: number, isAnswered: boolean): void {
  const bucket = Math.max(0, Math.ceil(Math.log(Math.max(1, ms)) / Math.log(BASE)));
  const one: Minute = { asked: 1, failed: isAnswered ? 0 : 1, latencies: isAnswered ? { [bucket]: 1 } : {} };
  const minute = minuteOf(now);
  for (const minutes of [minutesIn(known, id), minutesIn(untold, id)]) {
    minutes.set(minute, sumOf([minutes.get(minute), one]));
    for (const old of minutes.keys()) if (old <= minute - WINDOW) minutes.delete(old);
  }
}

function minutesIn(all: Map<string, Minutes>, id: string): Minutes {
  const minutes = all.get(id) ?? new Map();
  all.set(id, minutes);
  return minutes;
}

/** What was noted since the last time, by source and minute. */
export function takeUntold(): ReadonlyMap<string, ReadonlyMap<number, Minute>> {
  const taken = untold;
  untold = new Map();
  return taken;
}

/** What this process knows of the last minutes of a source. */
export function minutesHere(id: string, now: Date): readonly Minute[] {
  return [...(known.get(id) ?? [])].filter(([minute]) => minute > minuteOf(now) - WINDOW).map(([, counts]) => counts);
}

/** Adds up what several instances, or moments, noted. */
export function sumOf(all: readonly (Minute | undefined)[]): Minute {
  const latencies: Record<string, number> = {};
  let asked = 0;
  let failed = 0;
  for (const minute of all) {
    if (!minute) continue;
    asked += minute.asked;
    failed += minute.failed;
    for (const [bucket, count] of Object.entries(minute.latencies))
      latencies[bucket] = (latencies[bucket] ?? 0) + count;
  }
  return { asked, failed, latencies };
}

/** The health over some minutes; null when nobody asked in them. */
export function healthOf(minutes: readonly Minute[]): Health | null {
  const { asked, failed, latencies } = sumOf(minutes);
  if (asked === 0) return null;
  const used = minutes.filter((minute) => minute.asked > 0);
  const answering = used.filter((minute) => minute.failed < minute.asked);
  return {
    asked,
    availability: answering.length / used.length,
    errorShare: failed / asked,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
  };
}

function quantile(latencies: Minute['latencies'], share: number): number | null {
  const buckets = Object.entries(latencies).map(([bucket, count]) => ({ bucket: Number(bucket), count }));
  buckets.sort((a, b) => a.bucket - b.bucket);
  let rest = buckets.reduce((sum, { count }) => sum + count, 0) * share;
  for (const { bucket, count } of buckets) {
    rest -= count;
    if (rest <= 0) return Math.round(BASE ** bucket);
  }
  return null;
}

/** Forgets everything. */
export function forgetHealth(): void {
  known.clear();
  untold.clear();
}
