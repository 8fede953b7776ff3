import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { entriesOf, rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { idText, maybe, parseWire } from '../../wire.ts';

/**
 * 52°North's Sensor Web "Series REST API" v1: stations have series, a series has values of one phenomenon by one
 * procedure. What is evened out here:
 * - a position has a third coordinate that is the text `"NaN"`, because the service knows no altitudes;
 * - ids are numbers in one answer and text in another: always read as text;
 * - times are milliseconds since 1970, and a value that is missing is null or `"NaN"`.
 *
 * Limits of status intervals come as text; nobody here needs them, so they are not read.
 */
export interface SeriesStation {
  /** Id within the service: a number without meaning outside of it. */
  readonly id: string;
  /** What a person reads, such as `41B001 - Arts-Loi`. */
  readonly label: string;
  readonly location: GeoPoint;
}

/** One moment of a series; the value is null where the service has none. */
export interface Observation {
  readonly at: Date;
  readonly value: number | null;
}

export interface Series {
  readonly id: string;
  readonly station: SeriesStation;
  readonly phenomenonId: string;
  /** As the service writes it, such as `µg/m³`. */
  readonly unit: string;
  readonly last: Observation | null;
}

/** A circle on the map: the service takes its radius in kilometres. */
export interface Near {
  readonly centre: GeoPoint;
  readonly kilometres: number;
}

const station = v.pipe(
  v.object({
    properties: v.object({ id: idText, label: v.string() }),
    geometry: v.object({ coordinates: v.looseTuple([v.number(), v.number()]) }),
  }),
  v.transform(({ properties, geometry: { coordinates } }): SeriesStation => {
    const [lon, lat] = coordinates;
    return { ...properties, location: { lat, lon } };
  }),
);

const observation = v.pipe(
  v.object({
    timestamp: v.pipe(v.number(), v.integer()),
    value: v.union([
      v.null(),
      v.number(),
      v.pipe(
        v.literal('NaN'),
        v.transform(() => null),
      ),
    ]),
  }),
  v.transform(({ timestamp, value }): Observation => ({ at: new Date(timestamp), value })),
);

const series = v.pipe(
  v.object({
    id: idText,
    uom: v.string(),
    station,
    lastValue: maybe(observation),
    parameters: v.object({ phenomenon: v.object({ id: idText }) }),
  }),
  v.transform(
    (one): Series => ({
      id: one.id,
      station: one.station,
      phenomenonId: one.parameters.phenomenon.id,
      unit: one.uom,
      last: one.lastValue,
    }),
  ),
);

/** Reads the stations within a circle. */
export function readStations(door: Door, source: Source, near: Near): Promise<Reading<readonly SeriesStation[]>> {
  const url = addressOf(source, 'stations', { near: circle(near) });
  return door.json(source, { url }, (body) => parseWire(source, rowsOf(source, station), body));
}

/** Reads every series of the stations within a circle, each with its last value. */
export function readSeries(door: Door, source: Source, near: Near): Promise<Reading<readonly Series[]>> {
  // `force_latest_values`: the last value as it is, not as it was when the service last renewed its metadata.
  const url = addressOf(source, 'timeseries', {
    expanded: 'true',
    near: circle(near),
    force_latest_values: 'true',
  });
  return door.json(source, { url }, (body) => parseWire(source, rowsOf(source, series), body));
}

/**
 * Reads the values of many series in one request: those after `end` minus `hours`, up to and with `end`.
 * A series that the service does not know is absent from the answer.
 */
export async function readValues(
  door: Door,
  source: Source,
  { series, hours, end }: { readonly series: readonly string[]; readonly hours: number; readonly end: Date },
): Promise<Reading<ReadonlyMap<string, readonly Observation[]>>> {
  const body = { timespan: `PT${hours}H/${end.toISOString().replace('.000Z', 'Z')}`, timeseries: series };
  const url = addressOf(source, 'timeseries/getData');
  const start = end.getTime() - hours * 3_600_000;
  // A timespan holds both of its ends: with values at the full hour that would be one hour too many.
  const within = ({ at }: Observation): boolean => at.getTime() > start && at.getTime() <= end.getTime();
  return door.json(source, { url, method: 'POST', body, isIdempotent: true }, (answer) => {
    const values = v.object({ values: rowsOf(source, observation) });
    const known = parseWire(source, entriesOf(source, values), answer);
    return new Map([...known].map(([id, { values }]) => [id, values.filter(within)]));
  });
}

function circle({ centre: { lat, lon }, kilometres }: Near): string {
  return JSON.stringify({ center: { type: 'Point', coordinates: [lon, lat] }, radius: kilometres });
}
