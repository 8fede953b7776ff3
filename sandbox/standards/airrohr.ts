import { distanceMetres, type GeoPoint } from '../../kernel/geography/coordinates.ts';
import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** A sensor of a citizen's device. */
export interface SensorFact {
  readonly id: number;
  readonly type: { readonly id: number; readonly name: string; readonly manufacturer: string };
  readonly location: GeoPoint;
  readonly altitude: number;
  readonly isExact: boolean;
  readonly isIndoor: boolean;
  /** What it sends at a moment, by kind; null when it is silent. */
  readonly valuesAt: (world: World, at: Date) => Readonly<Record<string, number>> | null;
}

/** How often a device sends, in milliseconds. */
const EVERY = 145_000;
const WINDOW = 300_000;

/** The airrohr API: `filter/area=<lat>,<lon>,<km>`, the messages of the last five minutes. */
export const standard: Standard<readonly SensorFact[]> = {
  answer:
    (sensors) =>
    ({ url }, { world }) => {
      const [, lat, lon, km] =
        /^\/airrohr\/v1\/filter\/area=(-?[\d.]+),(-?[\d.]+),([\d.]+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
      if (km === undefined) return notFound;
      const centre = { lat: Number(lat), lon: Number(lon) };
      const within = sensors.filter(({ location }) => distanceMetres(location, centre) <= Number(km) * 1000);
      return { body: within.flatMap((sensor) => messagesOf(sensor, world)) };
    },
};

/** The two or three messages that one sensor sent in the last five minutes, each device with seconds of its own. */
function messagesOf(sensor: SensorFact, world: World): readonly unknown[] {
  const shift = Math.floor(world.noise('airrohr', sensor.id) * EVERY);
  const last = Math.floor((world.now.getTime() - shift) / EVERY) * EVERY + shift;
  const times = [last, last - EVERY, last - 2 * EVERY].filter((time) => time > world.now.getTime() - WINDOW);
  return times.flatMap((time) => {
    const at = new Date(time);
    const values = sensor.valuesAt(world, at);
    return values ? [message(sensor, at, values)] : [];
  });
}

function message(sensor: SensorFact, at: Date, values: Readonly<Record<string, number>>) {
  const { id, type, location, altitude, isExact, isIndoor } = sensor;
  const number = Math.floor(at.getTime() / 1000) * 10 + (id % 10);
  return {
    id: number,
    timestamp: at.toISOString().slice(0, 19).replace('T', ' '),
    sampling_rate: null,
    location: {
      id: 70_000 + Math.floor(id / 2),
      latitude: String(location.lat),
      longitude: String(location.lon),
      altitude: altitude.toFixed(1),
      country: 'BE',
      exact_location: isExact ? 1 : 0,
      indoor: isIndoor ? 1 : 0,
    },
    sensor: { id, pin: '1', sensor_type: type },
    sensordatavalues: Object.entries(values).map(([value_type, value], index) => ({
      id: number * 10 + index,
      value: value.toFixed(2),
      value_type,
    })),
  };
}
