import type { Position } from 'geojson';
import { expect, it } from 'vitest';
import { areaSquareMetres } from './area.ts';
import { fromLambert72 } from './coordinates.ts';

/** A square in Lambert 72 metres as a closed ring in degrees. */
function square(x: number, y: number, side: number): Position[] {
  const corners = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ] as const;
  return corners.map(([east, north]) => {
    const { lat, lon } = fromLambert72(east, north);
    return [lon, lat];
  });
}
const area = (...coordinates: Position[][][]) => areaSquareMetres({ type: 'MultiPolygon', coordinates });

it('finds a square kilometre in a square of 1,000 m', () => {
  expect(area([square(149_000, 170_000, 1_000)])).toBeCloseTo(1_000_000, 0);
});

it('does not mind which way round a ring is written', () => {
  expect(area([square(149_000, 170_000, 1_000).reverse()])).toBeCloseTo(1_000_000, 0);
});

it('subtracts holes and adds the parts', () => {
  const holed = [square(149_000, 170_000, 1_000), square(149_200, 170_200, 100), square(149_500, 170_500, 200)];
  expect(area(holed, [square(152_000, 170_000, 300)])).toBeCloseTo(1_000_000 - 10_000 - 40_000 + 90_000, 0);
});

it('finds nothing in nothing', () => {
  expect(area()).toBe(0);
  expect(area([])).toBe(0);
  expect(area([[]])).toBe(0);
});
