import type { MultiPolygon, Position } from 'geojson';
import { type GeoPoint, toLambert72 } from './coordinates.ts';

/**
 * What a boundary (WGS84) encloses, in square metres: the plane area in Lambert 72, outer rings less their holes.
 * The projection lies between its standard parallels here and shows areas about 0.01 % too small.
 */
export function areaSquareMetres({ coordinates }: MultiPolygon): number {
  return sum(
    coordinates.map((rings) => {
      const [outer = 0, ...holes] = rings.map(ringArea);
      return outer - sum(holes);
    }),
  );
}

/** The same in square kilometres, to a thousandth. */
export function squareKilometresOf(boundary: MultiPolygon): number {
  return Math.round(areaSquareMetres(boundary) / 1_000) / 1_000;
}

/** Shoelace formula; whichever way round the ring is written. Counted from its first corner, to keep the digits. */
function ringArea(ring: readonly Position[]): number {
  const corners = ring.map(([lon = 0, lat = 0]) => toLambert72({ lat, lon }));
  const [[x0, y0] = [0, 0]] = corners;
  const twice = corners.map(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x0, y0];
    return (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  });
  return Math.abs(sum(twice)) / 2;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The middle of the box around the largest part of a boundary: a point that is about in the middle of it. */
export function middleOf({ coordinates }: MultiPolygon): GeoPoint {
  const [largest = []] = coordinates.toSorted(([a = []], [b = []]) => ringArea(b) - ringArea(a));
  const ring = largest[0] ?? [];
  const middle = (axis: 0 | 1): number => {
    const along = ring.map((position) => position[axis] ?? 0);
    return (Math.min(...along) + Math.max(...along)) / 2;
  };
  return { lon: middle(0), lat: middle(1) };
}
