import { ERRORS, RequestError } from '../errors.ts';
import type { GeoPoint } from './coordinates.ts';

/** The region and a little around it (WGS84 degrees); a point outside is in none of its municipalities. */
const REGION = { south: 50.76, west: 4.24, north: 50.92, east: 4.49 };

/** Whether a point lies in the region or close by; what is no number does not. */
export function inRegion({ lat, lon }: GeoPoint): boolean {
  if (!Number.isFinite(lat) || !Number.isFinite(lon)) return false;
  return lat >= REGION.south && lat <= REGION.north && lon >= REGION.west && lon <= REGION.east;
}

/** Five decimals are about a metre: enough for a city, and no more is told of where somebody is. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/**
 * A point that a caller names, rounded to five decimals.
 * @throws {RequestError} OUTSIDE_REGION, with a hint where latitude and longitude look swapped. The message does not
 * repeat the point.
 */
export function checkPoint({ lat, lon }: GeoPoint): GeoPoint {
  if (inRegion({ lat, lon })) return { lat: round(lat), lon: round(lon) };
  const hint = inRegion({ lat: lon, lon: lat })
    ? ' Latitude and longitude look swapped: `lat` is about 50.8 here, `lon` about 4.4.'
    : ` The region has \`lat\` ${REGION.south} to ${REGION.north} and \`lon\` ${REGION.west} to ${REGION.east}.`;
  throw new RequestError('OUTSIDE_REGION', `The point ${ERRORS.OUTSIDE_REGION.says}.${hint}`);
}

/** The most metres around a point that one question may be about. */
const MAX_METRES = 5_000;

/**
 * A distance that a caller names, in metres.
 * @throws {RequestError} BAD_USER_INPUT outside 1 to 5,000.
 */
export function checkMetres(metres: number): number {
  if (Number.isInteger(metres) && metres > 0 && metres <= MAX_METRES) return metres;
  throw new RequestError(
    'BAD_USER_INPUT',
    `A distance must be between 1 and ${MAX_METRES} metres; ${metres} was given.`,
  );
}
