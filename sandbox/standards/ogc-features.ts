import type { Geometry } from 'geojson';
import { toLambert2008 } from '../../kernel/geography/coordinates.ts';
import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import type { World } from '../world.ts';

/** A feature as its administration keeps it, in degrees. */
export interface ItemFact {
  readonly id: number;
  readonly geometry: Exclude<Geometry, { type: 'GeometryCollection' }> | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a fixture tells of one collection. */
export interface ItemCollection {
  /** `EPSG:3812` for a service that answers in Lambert 2008 and puts a `crs` into each geometry, against RFC 7946. */
  readonly system: 'CRS84' | 'EPSG:3812';
  /** The largest `limit` that it grants. */
  readonly maxLimit: number;
  readonly items: (world: World) => readonly ItemFact[];
}

/** What pygeoapi takes when `limit` is missing. */
const DEFAULT_LIMIT = 10;
const PARAMETERS = new Set(['f', 'limit', 'offset']);

/**
 * The items of one collection of an OGC API Features service, as pygeoapi pages them: `limit`, lowered to the most it
 * grants, and `offset`, with links to the pages around. What it does not know it refuses, as the standard asks for.
 */
export const standard: Standard<ItemCollection> = {
  answer:
    ({ system, maxLimit, items }) =>
    ({ url }, { world, source, origin }) => {
      const { pathname } = new URL(source.endpoint.fallback ?? origin);
      if (url.pathname !== pathname) return notFound;
      const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name));
      if (unknown !== undefined) return refusal(`unknown query parameter: ${unknown}`);
      if ((url.searchParams.get('f') ?? 'json') !== 'json') return refusal('Invalid format requested');
      const wanted = wholeNumber(url.searchParams.get('limit') ?? String(DEFAULT_LIMIT), 1);
      const offset = wholeNumber(url.searchParams.get('offset') ?? '0', 0);
      if (wanted === null) return refusal('limit value should be strictly positive');
      if (offset === null) return refusal('offset value should be positive or zero');

      const all = items(world);
      const limit = Math.min(wanted, maxLimit);
      const shown = all.slice(offset, offset + limit);
      const link = (rel: string, start: number) => ({
        type: 'application/geo+json',
        rel,
        title: rel,
        href: `${origin}${pathname}?f=json&limit=${limit}&offset=${start}`,
      });
      return {
        headers: { 'content-type': 'application/geo+json' },
        body: {
          type: 'FeatureCollection',
          features: shown.map(({ id, geometry, properties }) => ({
            type: 'Feature',
            id,
            geometry: geometry && system === 'EPSG:3812' ? inLambert2008(geometry) : geometry,
            properties,
          })),
          numberMatched: all.length,
          numberReturned: shown.length,
          links: [
            link('self', offset),
            ...(offset > 0 ? [link('prev', Math.max(0, offset - limit))] : []),
            ...(offset + limit < all.length ? [link('next', offset + limit)] : []),
          ],
          timeStamp: world.now.toISOString(),
        },
      };
    },
};

function refusal(description: string): WireAnswer {
  return { status: 400, body: { code: 'InvalidParameterValue', type: 'InvalidParameterValue', description } };
}

function wholeNumber(text: string, least: number): number | null {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least ? number : null;
}

function inLambert2008(geometry: NonNullable<ItemFact['geometry']>) {
  const convert = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    const [lon, lat] = part;
    return typeof lon === 'number' && typeof lat === 'number' ? toLambert2008({ lat, lon }) : part.map(convert);
  };
  return {
    type: geometry.type,
    crs: { type: 'name', properties: { name: 'EPSG:3812' } },
    coordinates: convert(geometry.coordinates),
  };
}
