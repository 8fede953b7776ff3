import * as v from 'valibot';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { maybe } from '../../wire.ts';

const digits = v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number));
const int = v.union([v.number(), digits]);
/** A number of 64 bits: as JSON has it, as text, or in the two halves that protobuf.js writes. */
const long = v.union([
  int,
  v.pipe(
    v.object({ low: v.number(), high: v.number() }),
    v.transform(({ low, high }) => high * 2 ** 32 + (low >>> 0)),
  ),
]);
/** Seconds since 1970; 0 is what some writers put where nothing is known. */
const instant = v.pipe(
  long,
  v.transform((seconds) => (seconds > 0 ? new Date(seconds * 1000) : null)),
);
/** An enumeration: its number, or its name in the JSON of Protocol Buffers. */
const choice = v.union([v.number(), v.string()]);

const event = v.object({ time: maybe(instant), delay: maybe(int) });
const tripUpdate = v.object({
  trip: v.object({
    tripId: maybe(v.string()),
    routeId: maybe(v.string()),
    startDate: maybe(v.string()),
    startTime: maybe(v.string()),
    scheduleRelationship: maybe(choice),
  }),
  stopTimeUpdate: v.optional(
    v.array(
      v.object({
        stopId: maybe(v.string()),
        arrival: maybe(event),
        departure: maybe(event),
        scheduleRelationship: maybe(choice),
      }),
    ),
    [],
  ),
  timestamp: maybe(instant),
  delay: maybe(int),
});

const translated = v.object({
  translation: v.optional(v.array(v.object({ text: v.string(), language: maybe(v.string()) })), []),
});
const alert = v.object({
  activePeriod: v.optional(v.array(v.object({ start: maybe(instant), end: maybe(instant) })), []),
  informedEntity: v.optional(v.array(v.object({ routeId: maybe(v.string()), stopId: maybe(v.string()) })), []),
  headerText: maybe(translated),
  descriptionText: maybe(translated),
});

const entity = v.object({ isDeleted: maybe(v.boolean()), tripUpdate: maybe(tripUpdate), alert: maybe(alert) });

/** A feed in its JSON form. Lists without elements are left out by both forms. */
export const feedMessage = (source: Source) =>
  v.object({
    header: v.object({ gtfsRealtimeVersion: v.string(), timestamp: maybe(instant) }),
    entity: v.optional(rowsOf(source, entity), []),
  });

export type WireEntity = v.InferOutput<typeof entity>;
export type WireTripUpdate = v.InferOutput<typeof tripUpdate>;
export type WireAlert = v.InferOutput<typeof alert>;
export type WireText = v.InferOutput<typeof translated>;
