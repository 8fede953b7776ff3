import { Temporal } from 'temporal-polyfill';
import { RequestError } from './errors.ts';

/** Where "now" comes from; injected, so that tests decide it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const BRUSSELS = 'Europe/Brussels';

/**
 * An instant from Brussels wall-clock time without offset, `yyyy/MM/dd HH:mm[:ss]` or ISO with `T`.
 * Where daylight saving makes it ambiguous the earlier instant is meant; where it skips an hour the time
 * moves forward by that hour (the `compatible` rule of RFC 5545 and ECMAScript Temporal).
 * Null when the text is not such a time.
 */
export function fromBrusselsTime(text: string): Date | null {
  const match = /^(\d{4})[/-](\d{2})[/-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  try {
    const wall = Temporal.PlainDateTime.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 },
      { overflow: 'reject' },
    );
    return new Date(wall.toZonedDateTime(BRUSSELS, { disambiguation: 'compatible' }).epochMilliseconds);
  } catch {
    return null;
  }
}

/**
 * An instant from a service day `YYYYMMDD` and a time `HH:MM:SS` of GTFS (gtfs.org/schedule), whose hours go on beyond
 * 24 for a trip that runs past midnight. It is counted from noon minus 12 hours, not from midnight: on the two days on
 * which the clock is changed these are an hour apart. Null when the texts are not such a day and time.
 */
export function fromGtfsTime(serviceDate: string, time: string): Date | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(serviceDate) ?? [];
  const [, hour, minute, second] = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(time.trim()) ?? [];
  const noon = fromBrusselsTime(`${year}-${month}-${day} 12:00`);
  if (!noon || !hour) return null;
  const sinceStart = hours(Number(hour)) + minutes(Number(minute)) + Number(second);
  return new Date(noon.getTime() + (sinceStart - hours(12)) * 1000);
}

/** RFC 3339 with an offset: without one nobody knows which moment is meant. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * An instant as RFC 3339 writes it. Null for any other text, for a day or an hour that does not exist (30 February,
 * 24:00), and for what lies in no year from 0000 to 9999 in UTC.
 */
export function fromRfc3339(text: string): Date | null {
  if (!RFC_3339.test(text)) return null;
  try {
    const instant = new Date(Temporal.Instant.from(text.toUpperCase()).epochMilliseconds);
    const year = instant.getUTCFullYear();
    return year >= 0 && year <= 9999 ? instant : null;
  } catch {
    return null;
  }
}

/** Brussels wall-clock fields of an instant. */
export function inBrussels(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(BRUSSELS);
}

/** Durations in seconds, so that declarations read as they are said. */
export const minutes = (count: number): number => count * 60;
export const hours = (count: number): number => count * 3600;
export const days = (count: number): number => count * 86_400;

/**
 * A moment that is asked about; null for now.
 * @throws {RequestError} BAD_USER_INPUT for one that is still to come.
 */
export function checkAsOf(asOf: Date | null | undefined, now: Date): Date | null {
  if (!asOf || asOf <= now) return asOf ?? null;
  throw new RequestError('BAD_USER_INPUT', '"asOf" must not be in the future; leave it out to ask about now.');
}

/** A span of time as a caller gives it; it ends now when it has no end. */
export interface GivenSpan {
  readonly from: Date;
  readonly to?: Date | null | undefined;
}

/**
 * A span of time that is asked for.
 * @param longest In seconds.
 * @throws {RequestError} BAD_USER_INPUT when it ends before it starts, or is longer.
 */
export function checkSpan(
  { from, to }: GivenSpan,
  longest: number,
  now: Date,
): { readonly from: Date; readonly to: Date } {
  const end = to ?? now;
  if (from >= end) throw new RequestError('BAD_USER_INPUT', '"from" must be before "to".');
  if (end.getTime() - from.getTime() <= longest * 1000) return { from, to: end };
  throw new RequestError('BAD_USER_INPUT', `The span must be no longer than ${longest / days(1)} days.`);
}
