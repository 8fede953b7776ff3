import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/** What a counter counted in a quarter of an hour. */
export interface QuarterCount {
  readonly start: Date;
  readonly end: Date;
  readonly count: number;
  /** km/h; null where it is not said, or nothing came by. */
  readonly averageSpeed: number | null;
}

const QUARTER_MS = 15 * 60_000;

/** A day of UTC, `2024/01/01`, as the instant when it starts. */
const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}\/\d{2}\/\d{2}$/),
  v.transform((text) => new Date(`${text.replaceAll('/', '-')}T00:00:00Z`)),
  v.date(),
);

const quarter = v.object({
  count_date: day,
  /** 1 is 00:00 to 00:15 UTC. A day of UTC always has 96 of them. */
  time_gap: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(96)),
  count: maybe(v.number()),
  average_speed: maybe(v.number()),
});

/**
 * Reads the quarters of an hour of one counter that lie within a span, the earliest first: `request=history`, one
 * request for all the days of UTC that the span touches. Quarters without a count are left out, and so is what lies
 * ahead: nothing has been counted there, whatever the answer says. Null for a span that is over before it starts,
 * which nobody is asked about.
 */
export async function readHistory(
  door: Door,
  source: Source,
  name: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<Reading<readonly QuarterCount[]> | null> {
  const end = Math.min(to.getTime(), door.now().getTime());
  if (from.getTime() >= end) return null;
  const url = addressOf(source, '', {
    request: 'history',
    featureID: name,
    startDate: dayOf(from),
    endDate: dayOf(new Date(end - 1)),
  });
  const history = v.object({ data: maybe(rowsOf(source, quarter)) });
  const { value, retrievedAt } = await door.json(source, { url }, (body) => parseWire(source, history, body));
  const quarters = (value.data ?? []).flatMap(({ count_date, time_gap, count, average_speed }) => {
    const start = new Date(count_date.getTime() + (time_gap - 1) * QUARTER_MS);
    const over = new Date(start.getTime() + QUARTER_MS);
    if (count === null || start < from || over.getTime() > end) return [];
    // A mean over nobody is no speed.
    const averageSpeed = count > 0 && average_speed !== null && average_speed >= 0 ? average_speed : null;
    return [{ start, end: over, count, averageSpeed }];
  });
  return { retrievedAt, value: quarters.toSorted((a, b) => a.start.getTime() - b.start.getTime()) };
}

/** `YYYYMMDD`, by UTC. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');
