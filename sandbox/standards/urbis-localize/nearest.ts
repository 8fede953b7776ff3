import { distanceMetres, fromLambert72, type GeoPoint, toLambert72 } from '../../../kernel/geography/coordinates.ts';
import type { World } from '../../world.ts';
import type { Street, StreetAddress } from '../urbis-localize.ts';

/** Metres of street to a pair of houses, one on each side. */
const HOUSE = 9;
/** The nearest address farther away than this (metres) is none. */
const REACH = 2_500;

/** The address on the nearest street: its number follows from where along the street the point lies, and on which side. */
export function nearestAddress(world: World, streets: readonly Street[], point: GeoPoint): StreetAddress | null {
  const [nearest] = streets
    .map((street) => ({ street, ...project(street, point) }))
    .toSorted((a, b) => a.distance - b.distance);
  if (!nearest || !(nearest.distance <= REACH)) return null;
  const { street, along, isLeft } = nearest;
  const house = Math.min(Math.floor(along / HOUSE), housesOf(street) - 1);
  const number = numbered(world, street, 2 * house + (isLeft ? 1 : 2));
  // The door that is meant stands a few metres beside the point: the emulated streets are few and far between.
  return { street, number, location: beside(world, point) };
}

/** Where a house stands: the odd numbers left of the street, the even ones right. Null for a number that it has not. */
export function houseOn(street: Street, number: number): GeoPoint | null {
  const house = Math.ceil(number / 2) - 1;
  if (house < 0 || house >= housesOf(street)) return null;
  const [[x1, y1], [x2, y2], length] = lineOf(street);
  const share = ((house + 0.5) * HOUSE) / length;
  const side = (number % 2 === 1 ? 8 : -8) / length;
  return fromLambert72(x1 + (x2 - x1) * share - (y2 - y1) * side, y1 + (y2 - y1) * share + (x2 - x1) * side);
}

/** Some houses have their neighbour's number with `bis` behind, some have none. */
function numbered(world: World, { code }: Street, number: number): string | null {
  const chance = world.noise('house', code, number);
  return chance < 0.03 ? null : chance < 0.06 ? `${number}bis` : String(number);
}

function housesOf(street: Street): number {
  return Math.max(1, Math.floor(distanceMetres(street.from, street.to) / HOUSE));
}

function lineOf({ from, to }: Street) {
  const [start, end] = [toLambert72(from), toLambert72(to)];
  return [start, end, Math.hypot(end[0] - start[0], end[1] - start[1])] as const;
}

/** Where along a street (metres from its start) a point lies, how far from it and on which side. */
function project(street: Street, point: GeoPoint) {
  const [[x1, y1], [x2, y2], length] = lineOf(street);
  const [x, y] = toLambert72(point);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const along = Math.min(length, Math.max(0, (x - x1) * dx + (y - y1) * dy));
  const isLeft = dx * (y - y1) - dy * (x - x1) > 0;
  return { along, isLeft, distance: Math.hypot(x - x1 - dx * along, y - y1 - dy * along) };
}

function beside(world: World, { lat, lon }: GeoPoint): GeoPoint {
  const off = (axis: string) => (world.noise('beside', axis, lat, lon) - 0.5) / 5_000;
  return { lat: lat + off('lat'), lon: lon + off('lon') };
}
