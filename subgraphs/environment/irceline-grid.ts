import * as v from 'valibot';
import { readFeatures } from '../../kernel/connectors/wfs/wfs.ts';
import { SourceError } from '../../kernel/errors.ts';
import type { Geometry } from '../../kernel/geography/geojson.ts';
import type { Door, Reading } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';

/** A square of a layer, in Lambert 72 metres. */
export interface GridSquare {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The newest usable value of a square. */
export interface GridValue {
  readonly square: GridSquare;
  readonly value: number;
  readonly at: Date;
}

/** The region's box in the layers' own system: their filters know no other. */
const REGION =
  'INTERSECTS(the_geom, POLYGON((141000 161000, 158000 161000, 158000 179000, 141000 179000, 141000 161000)))';

/** Squares of 4 km: 30 of them touch the region, so this is the last five hours of each. */
const MOST = 150;

const properties = v.object({
  timestamp: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((instant) => new Date(instant)),
  ),
  value: v.nullable(v.number()),
});

/**
 * The squares of one layer of IRCEL-CELINE's grid over the region, each with its newest usable value.
 *
 * It asks for the newest so many and not for those since a moment. A moment in the filter would make it another
 * question every hour, and the answer kept for an hour in which the service fails would no longer be one to it.
 * For the same reason a question is about one layer: `count` is spent on the layers one after the other, and WFS 2.0
 * takes names with commas between for a join.
 * @param isUsable What is no value: `-9999` always means so.
 * @throws {SourceError} SOURCE_TOO_LARGE when one hour fills the answer, so that squares may be missing: never a part
 * of the region as if it were the whole.
 */
export async function readGrid(
  door: Door,
  source: Source,
  layer: string,
  isUsable: (value: number) => boolean,
): Promise<Reading<readonly GridValue[]>> {
  const { value: features, retrievedAt } = await readFeatures(door, source, {
    typeNames: layer,
    properties,
    filter: REGION,
    sortBy: 'timestamp D',
    count: MOST,
  });
  const hours = new Set(features.map(({ properties: { timestamp } }) => timestamp.getTime()));
  if (features.length >= MOST && hours.size === 1) throw new SourceError('SOURCE_TOO_LARGE', source);

  const newest = new Map<string, GridValue>();
  for (const { geometry, properties } of features) {
    const { timestamp: at, value } = properties;
    const square = geometry && squareOf(geometry);
    if (!square || value === null || !isUsable(value)) continue;
    const key = squareKey(square);
    if ((newest.get(key)?.at ?? 0) < at) newest.set(key, { square, value, at });
  }
  return { value: [...newest.values()], retrievedAt };
}

/** What tells squares of the same grid apart. */
export function squareKey({ west, south }: GridSquare): string {
  return `${west} ${south}`;
}

/** The box of a square's outline, in the metres that were asked for; null for what is no area. */
function squareOf(geometry: Geometry): GridSquare | null {
  const ring =
    geometry.type === 'Polygon'
      ? geometry.coordinates[0]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates[0]?.[0]
        : undefined;
  if (!ring?.length) return null;
  const xs = ring.map(([x = Number.NaN]) => x);
  const ys = ring.map(([, y = Number.NaN]) => y);
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) };
}
