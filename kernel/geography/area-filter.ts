import { RequestError, unknownId } from '../errors.ts';
import { distanceMetres, type GeoPoint } from './coordinates.ts';
import { NIS_CODES } from './municipalities.ts';
import { checkMetres, checkPoint, inRegion } from './region.ts';

/** Where to look: GraphQL's `AreaFilter`, of which exactly one member is given (`@oneOf`). */
export interface AreaFilter {
  /** NIS code. */
  readonly municipality?: string | null | undefined;
  readonly bbox?: BoundingBox | null | undefined;
  /** 500 metres unless it says so. */
  readonly near?: (GeoPoint & { readonly metres?: number | undefined }) | null | undefined;
}

/** WGS84 degrees. */
export interface BoundingBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

interface PlacedThing {
  readonly location: GeoPoint;
  readonly nisCode: string | null;
}

/** Things within so many metres of a point as the crow flies, the nearest first. */
export function nearest<T extends Pick<PlacedThing, 'location'>>(
  things: readonly T[],
  point: GeoPoint,
  metres: number,
): readonly T[] {
  // A degree of longitude is at least 63 % of one of latitude here: what is outside this box is too far.
  const degrees = metres / 111_000;
  const isClose = ({ lat, lon }: GeoPoint): boolean =>
    Math.abs(lat - point.lat) <= degrees && Math.abs(lon - point.lon) <= degrees / 0.63;
  return things
    .filter(({ location }) => isClose(location))
    .map((thing) => ({ thing, distance: distanceMetres(point, thing.location) }))
    .filter(({ distance }) => distance <= metres)
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ thing }) => thing);
}

/**
 * The things that lie in an area; all of them without one. Those near a point come nearest first.
 * @throws {RequestError} UNKNOWN_ID for a municipality, OUTSIDE_REGION for a point, BAD_USER_INPUT for a box or distance.
 */
export function inArea<T extends PlacedThing>(
  things: readonly T[],
  within: AreaFilter | null | undefined,
): readonly T[] {
  const { municipality, bbox, near } = within ?? {};
  if (typeof municipality === 'string') {
    if (!NIS_CODES.includes(municipality)) throw unknownId('Municipality', municipality);
    return things.filter(({ nisCode }) => nisCode === municipality);
  }
  if (near) return nearest(things, checkPoint(near), checkMetres(near.metres ?? 500));
  if (!bbox) return things;
  const { south, west, north, east } = checkBox(bbox);
  return things.filter(({ location: { lat, lon } }) => lat >= south && lat <= north && lon >= west && lon <= east);
}

/** @throws {RequestError} BAD_USER_INPUT for a box without an inside, OUTSIDE_REGION for one that is elsewhere. */
function checkBox(box: BoundingBox): BoundingBox {
  const { south, west, north, east } = box;
  if (south >= north || west >= east)
    throw new RequestError(
      'BAD_USER_INPUT',
      '"bbox" must have its south below its north and its west before its east.',
    );
  const corner = { lat: Math.max(south, Math.min(north, 50.84)), lon: Math.max(west, Math.min(east, 4.36)) };
  if (!inRegion(corner)) checkPoint(corner);
  return box;
}
