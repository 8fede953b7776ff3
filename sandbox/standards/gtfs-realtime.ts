import { toProtobuf } from '../../kernel/connectors/gtfs-realtime/messages.ts';
import { notFound, type Standard } from '../emulator.ts';
import { stepBefore, type World } from '../world.ts';

/** An entity in the JSON form of the standard, times in seconds since 1970. */
export interface Entity {
  readonly id: string;
  readonly tripUpdate?: { readonly timestamp?: number; readonly [field: string]: unknown };
  readonly alert?: {
    readonly activePeriod: readonly { readonly start: number; readonly end?: number }[];
    readonly [field: string]: unknown;
  };
}

/** What a fixture tells of a feed. */
export interface RealtimeFeed {
  readonly version: '1.0' | '2.0';
  /** The header without which it refuses to answer; absent for an open one. */
  readonly keyHeader?: string;
  readonly entities: (world: World) => readonly Entity[];
}

/** Seconds between two states of a feed. */
const STEP = 30;

/** GTFS Realtime (gtfs.org/realtime) as the Belgian Mobility Company's gateway serves it: JSON, unless asked for protobuf. */
export const standard: Standard<RealtimeFeed> = {
  answer:
    ({ version, keyHeader, entities }) =>
    ({ url, headers }, { world, source, origin }) => {
      if (url.pathname !== new URL(source.endpoint.fallback ?? origin).pathname) return notFound;
      if (keyHeader && !headers[keyHeader]) {
        return { status: 401, body: { statusCode: 401, message: 'Access denied due to missing subscription key.' } };
      }
      const timestamp = secondsOf(stepBefore(world.now, STEP));
      const header = { gtfsRealtimeVersion: version, incrementality: 0, timestamp };
      const entity = entities(world);
      if (url.searchParams.get('format') === 'protobuf') {
        return { headers: { 'content-type': 'application/x-protobuf' }, body: toProtobuf({ header, entity }) };
      }
      return { body: { header, entity: entity.map(withHalves) } };
    },
};

export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** What protobuf.js makes of a number of 64 bits. The times of stops are plain numbers all the same. */
const halves = (seconds: number) => ({ low: seconds | 0, high: Math.floor(seconds / 2 ** 32), unsigned: true });

function withHalves({ id, tripUpdate, alert }: Entity) {
  return {
    id,
    ...(tripUpdate
      ? { tripUpdate: { ...tripUpdate, timestamp: tripUpdate.timestamp && halves(tripUpdate.timestamp) } }
      : {}),
    ...(alert
      ? {
          alert: {
            ...alert,
            activePeriod: alert.activePeriod.map(({ start, end }) => ({
              start: halves(start),
              ...(end === undefined ? {} : { end: halves(end) }),
            })),
          },
        }
      : {}),
  };
}
