import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { parseWire } from '../../wire.ts';

/**
 * The JSON in which the airrohr project publishes what citizens' sensors sent in the last five minutes. It is no open
 * standard; what is known of it comes from its answers. The source's endpoint is the whole address, filter included,
 * such as `…/airrohr/v1/filter/area=<lat>,<lon>,<km>`. Numbers are texts, and times are UTC without saying so.
 */
export interface SensorMessage {
  /** The sensor's number; one device has several, such as one for dust and one for the temperature. */
  readonly sensor: string;
  readonly at: Date;
  /** Rounded by the service unless `isExact`. */
  readonly location: GeoPoint;
  readonly isExact: boolean;
  readonly isIndoor: boolean;
  /** By kind, such as `P1`; null where the text is no number. Whether a number can be true is for its source to say. */
  readonly values: ReadonlyMap<string, number | null>;
}

/** `2026-09-01 10:00:05`, in UTC. */
const utcTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  v.transform((text) => new Date(`${text.replace(' ', 'T')}Z`)),
  v.date(),
);
/** A number in a text; NaN for any other text. */
const numberText = v.pipe(
  v.string(),
  v.transform((text) => (text.trim() === '' ? Number.NaN : Number(text))),
);
const flag = v.pipe(
  v.picklist([0, 1]),
  v.transform((digit) => digit === 1),
);

const message = v.object({
  timestamp: utcTime,
  location: v.object({ latitude: numberText, longitude: numberText, exact_location: flag, indoor: flag }),
  sensor: v.object({ id: v.number() }),
  sensordatavalues: v.array(v.object({ value: numberText, value_type: v.string() })),
});

/** Reads the newest message of each sensor that stands somewhere. A sensor sends every two or three minutes. */
export async function readSensors(door: Door, source: Source): Promise<Reading<readonly SensorMessage[]>> {
  const { value, retrievedAt } = await door.json(source, { url: addressOf(source) }, (body) =>
    parseWire(source, rowsOf(source, message), body),
  );
  const newest = new Map<number, (typeof value)[number]>();
  for (const message of value) {
    const known = newest.get(message.sensor.id);
    if (!known || known.timestamp < message.timestamp) newest.set(message.sensor.id, message);
  }
  return {
    retrievedAt,
    value: [...newest.values()].flatMap(({ sensor, timestamp, location, sensordatavalues }) => {
      const { latitude: lat, longitude: lon, exact_location: isExact, indoor: isIndoor } = location;
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) return [];
      const values = new Map(
        sensordatavalues.map(({ value_type, value }) => [value_type, Number.isFinite(value) ? value : null] as const),
      );
      return [{ sensor: String(sensor.id), at: timestamp, location: { lat, lon }, isExact, isIndoor, values }];
    }),
  };
}
