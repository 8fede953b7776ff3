import { inBrussels } from '../../kernel/time.ts';
import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';

/** What a fixture tells of counters along roads. */
export interface Counters {
  /** What the features are called: `traverse` gives `traverse.16838`. */
  readonly kind: string;
  readonly devices: (world: World) => readonly {
    readonly lat: number;
    readonly lon: number;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
  /** What is counted now, by the counter's name; `query` holds what only some feeds know, such as `interval`. */
  readonly live: (world: World, query: URLSearchParams) => Readonly<Record<string, unknown>>;
  /** What a counter counted in the quarters of an hour of a day of UTC, the first first; absent for feeds without. */
  readonly history?: (world: World, name: string, day: Date) => readonly Quarter[];
}

/** A quarter of an hour of a day of UTC, counted from 1. */
export interface Quarter {
  readonly time_gap: number;
  readonly count: number;
  readonly average_speed: number;
}

/** Brussels wall-clock time without offset, `2019/10/23 12:37:17`, as these feeds write it. */
export function wallClock(at: Date, precision: 'minute' | 'second' = 'second'): string {
  const text = inBrussels(at).toPlainDateTime().toString({ smallestUnit: precision });
  return text.replaceAll('-', '/').replace('T', ' ');
}

/**
 * The keyed JSON of counters along roads: `request=devices` and `request=live`, with `featureID` for one of them, and
 * where they are kept `request=history` of one counter over days of UTC, `startDate` and `endDate` among them.
 */
export const standard: Standard<Counters> = {
  answer:
    (counters) =>
    ({ url }, { world, source, origin }) => {
      if (url.pathname !== new URL(source.endpoint.fallback ?? origin).pathname) return notFound;
      const requestDate = wallClock(world.now);
      if (url.searchParams.get('request') === 'devices') {
        const features = counters.devices(world).map(({ lat, lon, properties }, index) => ({
          type: 'Feature',
          id: `${counters.kind}.${featureId(world, index)}`,
          geometry: { type: 'Point', coordinates: [lon, lat], geometry_name: 'geom' },
          properties,
        }));
        return { body: { requestDate, type: 'FeatureCollection', totalFeatures: features.length, features } };
      }
      if (url.searchParams.get('request') === 'live') {
        const data = counters.live(world, url.searchParams);
        const one = url.searchParams.get('featureID');
        return { body: { requestDate, data: one === null ? data : (data[one] ?? null) } };
      }
      if (url.searchParams.get('request') === 'history' && counters.history) {
        const feature = url.searchParams.get('featureID');
        const days = daysBetween(url.searchParams.get('startDate'), url.searchParams.get('endDate'));
        if (feature === null) return refusal('featureID is mandatory for history');
        if (!days) return refusal('startDate and endDate must be days, YYYYMMDD');
        const { history } = counters;
        const data = days.flatMap((day) =>
          history(world, feature, day).map((quarter) => ({ count_date: dateOf(day), ...quarter })),
        );
        const [first, last] = [days[0], days.at(-1)].map((day) => day && dateOf(day));
        return { body: { requestDate, feature, startDate: first, endDate: last, data } };
      }
      return refusal('request must be devices or live');
    },
};

const refusal = (error: string): WireAnswer => ({ status: 400, body: { error } });

const DAY_MS = 86_400_000;
/** More days than these are not given at once. */
const MOST_DAYS = 400;

/** `2024/01/01`, by UTC. */
const dateOf = (day: Date): string => day.toISOString().slice(0, 10).replaceAll('-', '/');

function daysBetween(start: string | null, end: string | null): readonly Date[] | null {
  const [first = Number.NaN, last = Number.NaN] = [start, end].map((text) =>
    Date.parse((text ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3T00:00:00Z')),
  );
  const count = (last - first) / DAY_MS + 1;
  if (!(count >= 1 && count <= MOST_DAYS)) return null;
  return Array.from({ length: count }, (_, index) => new Date(first + index * DAY_MS));
}

/** The ids of the features are other ones every day. */
const featureId = ({ now }: World, index: number): number =>
  16_000 + (Math.floor(now.getTime() / 86_400_000) % 500) * 10 + index;
