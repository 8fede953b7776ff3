import { inBrussels } from '../../kernel/time.ts';
import { notFound, type Standard } from '../emulator.ts';
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
}

/** Brussels wall-clock time without offset, `2019/10/23 12:37:17`, as these feeds write it. */
export function wallClock(at: Date, precision: 'minute' | 'second' = 'second'): string {
  const text = inBrussels(at).toPlainDateTime().toString({ smallestUnit: precision });
  return text.replaceAll('-', '/').replace('T', ' ');
}

/** The keyed JSON of counters along roads: `request=devices` and `request=live`, with `featureID` for one of them. */
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
      return { status: 400, body: { error: 'request must be devices or live' } };
    },
};

/** The ids of the features are other ones every day. */
const featureId = ({ now }: World, index: number): number =>
  16_000 + (Math.floor(now.getTime() / 86_400_000) % 500) * 10 + index;
