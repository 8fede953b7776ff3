import { expect, it } from 'vitest';
import { distanceMetres, fromLambert72, fromLambert2008, fromPosition, toLambert72 } from './coordinates.ts';

/** Station 41B006 of the air network: its published Lambert 72 position, and its degrees from PROJ. */
const STATION = { x: 150_397, y: 169_802, lat: 50.8386312, lon: 4.3743883 };
/** A place in Namur with its position from PROJ. */
const NAMUR = { lat: 50.4657, lon: 4.8647, x: 185_211, y: 128_437 };

it('turns Lambert 72 into degrees', () => {
  const { lat, lon } = fromLambert72(STATION.x, STATION.y);
  expect(lat).toBeCloseTo(STATION.lat, 6);
  expect(lon).toBeCloseTo(STATION.lon, 6);
});

it('turns degrees into Lambert 72, to the metre', () => {
  expect(toLambert72(NAMUR).map(Math.round)).toEqual([NAMUR.x, NAMUR.y]);
});

it('comes back to where it started', () => {
  const { lat, lon } = fromLambert72(...toLambert72(NAMUR));
  expect(lat).toBeCloseTo(NAMUR.lat, 8);
  expect(lon).toBeCloseTo(NAMUR.lon, 8);
});

it('puts the origin of Lambert 2008 where its definition puts it', () => {
  const { lat, lon } = fromLambert2008(649_328, 665_262);
  expect(lat).toBeCloseTo(50.797815, 8);
  expect(lon).toBeCloseTo(4.35921583333, 8);
});

it('tells degrees, Lambert 72 and Lambert 2008 apart by their size', () => {
  expect(fromPosition(4.3743883, 50.8386312)).toEqual({ lat: 50.8386312, lon: 4.3743883 });
  expect(fromPosition(150_397, 169_802)).toEqual(fromLambert72(150_397, 169_802));
  expect(fromPosition(649_000, 671_000)).toEqual(fromLambert2008(649_000, 671_000));
  expect(distanceMetres(fromPosition(649_000, 671_000), { lat: 50.8494, lon: 4.3545 })).toBeLessThan(50);
});

it('measures a degree of latitude as 111.2 km, and nothing to the same point', () => {
  expect(distanceMetres({ lat: 50, lon: 4 }, { lat: 51, lon: 4 })).toBeCloseTo(111_195, 0);
  expect(distanceMetres(NAMUR, NAMUR)).toBe(0);
});

it('measures the same there and back', () => {
  expect(distanceMetres(STATION, NAMUR)).toBeCloseTo(distanceMetres(NAMUR, STATION), 6);
  // The straight line on the map, which the projection shortens by less than 0.02 %.
  const onTheMap = Math.hypot(NAMUR.x - STATION.x, NAMUR.y - STATION.y);
  expect(distanceMetres(STATION, NAMUR) / onTheMap).toBeCloseTo(1, 2);
});
