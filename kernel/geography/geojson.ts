import type { MultiPolygon, Position } from 'geojson';
import * as v from 'valibot';
import { fromPosition, type GeoPoint } from './coordinates.ts';

const position = v.pipe(v.array(v.number()), v.minLength(2));
const line = v.array(position);
const rings = v.array(line);
/** A geometry of GeoJSON (RFC 7946, 3.1), but for a collection of them. */
export const geometry = v.variant('type', [
  v.object({ type: v.literal('Point'), coordinates: position }),
  v.object({ type: v.literal('MultiPoint'), coordinates: line }),
  v.object({ type: v.literal('LineString'), coordinates: line }),
  v.object({ type: v.literal('MultiLineString'), coordinates: rings }),
  v.object({ type: v.literal('Polygon'), coordinates: rings }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(rings) }),
]);
/** A geometry in whatever system the service answered in: metres or degrees, see {@link pointOf} and {@link areaOf}. */
export type Geometry = v.InferOutput<typeof geometry>;

/** An area in WGS84, whatever system it came in; null for a geometry that is none. */
export function areaOf(geometry: Geometry): MultiPolygon | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) =>
      rings.map((ring) =>
        ring.map(([x = 0, y = 0]): Position => {
          const { lat, lon } = fromPosition(x, y);
          return [lon, lat];
        }),
      ),
    ),
  };
}

/**
 * A point of a geometry, in WGS84: of a point itself, of a line the vertex in its middle, of an area the middle of the
 * box around its first ring. Null for a geometry without positions.
 */
export function pointOf(geometry: Geometry): GeoPoint | null {
  const positions = positionsOf(geometry);
  const isArea = geometry.type.endsWith('Polygon');
  const [x, y] = isArea ? middleOf(positions) : (positions[Math.floor(positions.length / 2)] ?? []);
  return x === undefined || y === undefined || Number.isNaN(x + y) ? null : fromPosition(x, y);
}

function positionsOf(geometry: Geometry): readonly (readonly number[])[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  if (geometry.type === 'MultiPoint' || geometry.type === 'LineString') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates[0]?.[0] ?? [];
  return geometry.coordinates[0] ?? [];
}

function middleOf(positions: readonly (readonly number[])[]): [number, number] {
  const middle = (axis: 0 | 1): number => {
    const along = positions.map((position) => position[axis] ?? Number.NaN);
    return (Math.min(...along) + Math.max(...along)) / 2;
  };
  return [middle(0), middle(1)];
}
