import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { type LocalizedText, localizedText } from '../../text.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * The API of iRail, version 1 (docs.irail.be): stations and their boards. Every number and flag in it is text. The
 * source's endpoint is the address of one of them, such as `/v1/liveboard/`.
 */
export interface RailStation {
  /** UIC number with two zeros before it, such as `008813003`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly location: GeoPoint;
}

/** A train that leaves a station. */
export interface RailDeparture {
  /** Such as `IC 2134` or `S8 3512`. */
  readonly train: string;
  readonly destination: LocalizedText;
  readonly scheduledAt: Date;
  /** Seconds. */
  readonly delay: number;
  readonly cancelled: boolean;
  /** Whether it has gone. */
  readonly left: boolean;
  readonly platform: string | null;
}

const ID = 'BE.NMBS.';
const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.finite());
const instant = v.pipe(
  number,
  v.transform((seconds) => new Date(seconds * 1000)),
);
const flag = v.pipe(
  v.union([v.picklist(['0', '1']), v.picklist([0, 1])]),
  v.transform((value) => Number(value) === 1),
);
const stationId = v.pipe(
  v.string(),
  v.transform((id) => (id.startsWith(ID) ? id.slice(ID.length) : id)),
);

const station = v.object({
  id: stationId,
  /** East and north, in this order. */
  locationX: number,
  locationY: number,
  standardname: v.string(),
  name: v.string(),
});

const departure = v.object({
  station: v.string(),
  stationinfo: maybe(v.object({ standardname: maybe(v.string()) })),
  time: instant,
  delay: number,
  canceled: flag,
  left: flag,
  vehicle: v.string(),
  vehicleinfo: maybe(v.object({ shortname: maybe(v.string()) })),
  platform: maybe(v.string()),
});
const boardOf = (source: Source) =>
  v.object({
    timestamp: maybe(instant),
    departures: v.object({ departure: v.optional(rowsOf(source, departure), []) }),
  });

/** English, which differs from the names on the stations where there is any. */
const USUAL = { format: 'json', lang: 'en' };

/** Reads all stations, those abroad included. */
export function readStations(door: Door, source: Source): Promise<Reading<readonly RailStation[]>> {
  return door.json(source, { url: addressOf(source, '', USUAL) }, (body) =>
    parseWire(source, v.object({ station: rowsOf(source, station) }), body).station.map(
      ({ id, locationX, locationY, standardname, name }) => ({
        id,
        name: nameOf(standardname, name),
        location: { lat: locationY, lon: locationX },
      }),
    ),
  );
}

/** What is known of the trains that leave a station next, and since when. */
export interface RailBoard {
  readonly madeAt: Date | null;
  readonly departures: readonly RailDeparture[];
}

/** Reads the board of one station. */
export function readBoard(door: Door, source: Source, id: string): Promise<Reading<RailBoard>> {
  const query = { ...USUAL, id: `${ID}${id}`, arrdep: 'departure', alerts: 'false' };
  return door.json(source, { url: addressOf(source, '', query) }, (body) => {
    const { timestamp, departures } = parseWire(source, boardOf(source), body);
    return {
      madeAt: timestamp,
      departures: departures.departure.map((one) => ({
        train: trainOf(one.vehicleinfo?.shortname || (one.vehicle.split('.').at(-1) ?? one.vehicle)),
        destination: nameOf(one.stationinfo?.standardname || one.station, one.station),
        scheduledAt: one.time,
        delay: one.delay,
        cancelled: one.canceled,
        left: one.left,
        // An unknown platform is written in several ways.
        platform: one.platform?.replace('?', '').trim() || null,
      })),
    };
  });
}

const FRENCH = /-(Sud|Nord|Est|Ouest|Midi|Central)$/;

/** A station's own name, Dutch before French where it has both, with few exceptions, and one in English if there is any. */
function nameOf(standard: string, english: string): LocalizedText {
  const [first = standard, second = first] = standard.split('/');
  const [nl, fr] = FRENCH.test(first) && second !== first ? [second, first] : [first, second];
  return localizedText({ fr, nl, en: english === standard ? null : english }) ?? { en: english };
}

/** `IC2134` to `IC 2134`; of the suburban trains the line comes before a number of four digits: `S83512`, `S103868`. */
function trainOf(name: string): string {
  return name.replace(/^(S\d{1,2})(\d{4})$|^([A-Z]+)(\d+)$/, (_, line, run, type, train) =>
    line ? `${line} ${run}` : `${type} ${train}`,
  );
}
