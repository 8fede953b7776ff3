import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { LANGUAGES, type LocalizedText, localizedText } from '../../text.ts';
import { fromGtfsTime } from '../../time.ts';
import { parseWire } from '../../wire.ts';
import { fromProtobuf } from './messages.ts';
import { feedMessage, type WireAlert, type WireEntity, type WireText, type WireTripUpdate } from './schema.ts';

/**
 * GTFS Realtime 1.0 and 2.0 (gtfs.org/realtime): one answer holds all that is known now. It comes as protobuf, or as
 * JSON with the same names in camel case; what it is shows in its first bytes, whatever was asked for.
 */
export interface Feed<Entity> {
  /** When it was made; null where it does not say. */
  readonly madeAt: Date | null;
  readonly entities: readonly Entity[];
}

/** What is expected of one trip. */
export interface TripUpdate {
  readonly tripId: string | null;
  readonly routeId: string | null;
  /** When the timetable has it leave its first stop; null where the feed does not say. */
  readonly startsAt: Date | null;
  readonly cancelled: boolean;
  /** Seconds behind the timetable, negative before it; null where only its stops tell. */
  readonly delay: number | null;
  /** When its vehicle was last heard of. */
  readonly observedAt: Date | null;
  /** In the order of the trip. */
  readonly stops: readonly StopUpdate[];
}

export interface StopUpdate {
  readonly stopId: string | null;
  /** NO_DATA: it is served, but nothing is known of when. */
  readonly state: 'SERVED' | 'SKIPPED' | 'NO_DATA';
  readonly arrival: TripEvent | null;
  readonly departure: TripEvent | null;
}

export interface TripEvent {
  /** When it is expected; null where only the delay is told. */
  readonly time: Date | null;
  /** Seconds behind the timetable; null where only the time is told. */
  readonly delay: number | null;
}

/** What an operator tells its passengers. */
export interface Alert {
  readonly header: LocalizedText | null;
  readonly description: LocalizedText | null;
  /** When it holds; empty for as long as it is in the feed. */
  readonly periods: readonly { readonly start: Date | null; readonly end: Date | null }[];
  readonly routeIds: readonly string[];
  readonly stopIds: readonly string[];
}

/** Where a feed is, if not at the source's endpoint, and what has to go with the question. */
export interface FeedQuestion {
  readonly url?: URL;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads the trips of a feed, each with its stops. */
export async function readTripUpdates(
  door: Door,
  source: Source,
  question: FeedQuestion = {},
): Promise<Reading<Feed<TripUpdate>>> {
  return readFeed(door, source, question, 'tripUpdate', ({ tripUpdate }) => tripUpdate && toTripUpdate(tripUpdate));
}

/** Reads the alerts of a feed. */
export async function readAlerts(
  door: Door,
  source: Source,
  question: FeedQuestion = {},
): Promise<Reading<Feed<Alert>>> {
  return readFeed(door, source, question, 'alert', ({ alert }) => alert && toAlert(alert));
}

function readFeed<Entity>(
  door: Door,
  source: Source,
  { url = addressOf(source), headers = {} }: FeedQuestion,
  kind: 'tripUpdate' | 'alert',
  read: (entity: WireEntity) => Entity | null,
): Promise<Reading<Feed<Entity>>> {
  // By default only JSON would be accepted.
  return door.bytes(source, { url, headers: { accept: '*/*', ...headers } }, (raw) => {
    const { header, entity } = parseWire(source, feedMessage(source), decode(source, raw));
    const live = entity.filter(({ isDeleted }) => !isDeleted);
    const entities = live.map(read).filter((one) => one !== null);
    // A feed of another kind, or a renamed field: not that there is nothing to tell.
    if (entities.length === 0 && live.length > 0)
      throw new SourceError('SOURCE_INVALID', source, { field: `entity.0.${kind}` });
    return { madeAt: header.timestamp, entities };
  });
}

/** How JSON starts. Protobuf starts with a line feed, which is the number of `header`, but no brace and quote follow. */
const JSON_START = /^(?:\xEF\xBB\xBF)?\s*\{\s*["}]/;

function decode(source: Source, raw: Buffer): unknown {
  try {
    const isJson = JSON_START.test(raw.subarray(0, 256).toString('latin1'));
    return isJson ? JSON.parse(new TextDecoder().decode(raw)) : fromProtobuf(raw);
  } catch (cause) {
    throw new SourceError('SOURCE_INVALID', source, { cause, field: 'body' });
  }
}

/** TripDescriptor.ScheduleRelationship: a trip that does not run. */
const CANCELLED: readonly unknown[] = [3, 'CANCELED', 7, 'DELETED'];
/** StopTimeUpdate.ScheduleRelationship. */
const SKIPPED: readonly unknown[] = [1, 'SKIPPED'];
const NO_DATA: readonly unknown[] = [2, 'NO_DATA'];

function toTripUpdate({ trip, delay, timestamp, stopTimeUpdate }: WireTripUpdate): TripUpdate {
  const { tripId, routeId, startDate, startTime, scheduleRelationship } = trip;
  return {
    tripId,
    routeId,
    startsAt: startDate && startTime ? fromGtfsTime(startDate, startTime) : null,
    cancelled: CANCELLED.includes(scheduleRelationship),
    delay,
    observedAt: timestamp,
    stops: stopTimeUpdate.map(({ stopId, arrival, departure, scheduleRelationship: how }) => ({
      stopId,
      state: SKIPPED.includes(how) ? 'SKIPPED' : NO_DATA.includes(how) ? 'NO_DATA' : 'SERVED',
      arrival,
      departure,
    })),
  };
}

function toAlert({ headerText, descriptionText, activePeriod, informedEntity }: WireAlert): Alert {
  const named = (id: 'routeId' | 'stopId') => [...new Set(informedEntity.flatMap((entity) => entity[id] ?? []))];
  return {
    header: toText(headerText),
    description: toText(descriptionText),
    periods: activePeriod,
    routeIds: named('routeId'),
    stopIds: named('stopId'),
  };
}

/** Languages are BCP 47 tags; a text without one is in the language of the feed, which is not told. */
function toText(wire: WireText | null): LocalizedText | null {
  const parts = wire?.translation ?? [];
  const inLanguage = (code: string | undefined) =>
    parts.find(({ language }) => language?.toLowerCase().split('-')[0] === code)?.text;
  const known = localizedText(Object.fromEntries(LANGUAGES.map((code) => [code, inLanguage(code)])));
  return known ?? localizedText({ en: parts[0]?.text });
}
