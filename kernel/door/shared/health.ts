import { type Minute, minuteOf, takeUntold, WINDOW } from '../health.ts';
import type { Item } from './table.ts';
import { forgetWithTable, isShared, using } from './using.ts';

/** Milliseconds between two reports of health. */
const REPORT_MS = 5_000;

let reportedAt = Number.NEGATIVE_INFINITY;
forgetWithTable(() => {
  reportedAt = Number.NEGATIVE_INFINITY;
});

/** Reports what this instance noted of its questions, now and then. Nobody waits for it. */
export function reportHealth(): void {
  if (!isShared() || performance.now() - reportedAt < REPORT_MS) return;
  reportedAt = performance.now();
  for (const [id, minutes] of takeUntold()) {
    for (const [minute, { asked, failed, latencies }] of minutes) {
      const buckets = Object.entries(latencies).map(([bucket, count]) => [`b${bucket}`, count]);
      const numbers = { asked, failed, ...Object.fromEntries(buckets) };
      void using((table) => table.add({ pk: 'HEALTH', sk: `${minute}#${id}` }, numbers, (minute + WINDOW + 1) * 60));
    }
  }
}

/** What all instances reported of the last minutes, by source. */
export async function reportedHealth(now: Date): Promise<ReadonlyMap<string, readonly Minute[]> | undefined> {
  const last = minuteOf(now);
  const items = await using((table) => table.list('HEALTH', `${last - WINDOW + 1}#`, `${last}#~`));
  if (!items) return undefined;
  const byId = Map.groupBy(items, ({ sk }) => sk.slice(sk.indexOf('#') + 1));
  return new Map([...byId].map(([id, minutes]) => [id, minutes.map(toMinute)]));
}

function toMinute({ asked, failed, ...rest }: Item): Minute {
  const buckets = Object.entries(rest).filter(([name]) => /^b\d+$/.test(name));
  return {
    asked: Number(asked),
    failed: Number(failed),
    latencies: Object.fromEntries(buckets.map(([name, count]) => [name.slice(1), Number(count)])),
  };
}
