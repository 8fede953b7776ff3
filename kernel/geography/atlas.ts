import contains from '@turf/boolean-point-in-polygon';
import { NotAskedError } from '../door/gate.ts';
import type { Door, Reading } from '../http.ts';
import { once } from '../loader.ts';
import { log } from '../log.ts';
import { type AreaFilter, inArea, nearest } from './area-filter.ts';
import { distanceMetres, type GeoPoint } from './coordinates.ts';
import { nearestCentre } from './municipalities.ts';
import { checkPoint, inRegion } from './region.ts';
import { type MunicipalityRecord, readMunicipalities } from './urbis-municipalities/source.ts';

/** How a municipality was found: inside its boundary, or by the nearest label point because UrbIS did not answer. */
export type MunicipalityBasis = 'BOUNDARY' | 'NEAREST_CENTRE';

/** A thing and the municipality it lies in; `nisCode` is null outside the region. */
export type Placed<T> = T & { readonly nisCode: string | null; readonly municipalityBasis: MunicipalityBasis };

type Locate = (point: GeoPoint) => { nisCode: string | null; municipalityBasis: MunicipalityBasis };

/**
 * Puts things into municipalities, with UrbIS's boundaries.
 *
 * When UrbIS does not answer, the nearest label point decides and each thing says so: an outage of the boundaries
 * must not take bikes, air and traffic with it.
 */
export async function placeInMunicipalities<T extends { readonly location: GeoPoint }>(
  door: Door,
  things: Promise<readonly T[]>,
): Promise<readonly Placed<T>[]> {
  const [locate, known] = await Promise.all([locatorOf(door), things]);
  return known.map((thing) => ({ ...thing, ...locate(thing.location) }));
}

const locators = new WeakMap<Door, () => Promise<Locate>>();

/** One for each request of a client: the boundaries are asked for, or found to be down, once. */
function locatorOf(door: Door): Promise<Locate> {
  const known = locators.get(door) ?? once(() => makeLocator(door));
  locators.set(door, known);
  return known();
}

async function makeLocator(door: Door): Promise<Locate> {
  let boundaries: Reading<readonly MunicipalityRecord[]>;
  try {
    boundaries = await readMunicipalities(door);
  } catch (error) {
    if (!(error instanceof NotAskedError))
      log.warn('municipality boundaries are down: placing by label points', { subgraph: door.subgraph });
    return (point) => ({ nisCode: inRegion(point) ? nearestCentre(point) : null, municipalityBasis: 'NEAREST_CENTRE' });
  }
  return (point) => ({
    nisCode:
      boundaries.value.find(
        ({ bbox: [west, south, east, north], boundary }) =>
          point.lon >= west &&
          point.lon <= east &&
          point.lat >= south &&
          point.lat <= north &&
          contains([point.lon, point.lat], boundary),
      )?.nisCode ?? null,
    municipalityBasis: 'BOUNDARY',
  });
}

/** The municipality of a thing that was placed, as its key; null for one that lies in none. */
export function municipalityOf({ nisCode }: { readonly nisCode: string | null }): { nisCode: string } | null {
  return nisCode === null ? null : { nisCode };
}

/** Where a point lies; its municipality is null outside the region. */
export async function placeOf(door: Door, location: GeoPoint): Promise<Placed<{ readonly location: GeoPoint }>> {
  return { location, ...(await locatorOf(door))(location) };
}

/** Resolvers that every type of things that stand somewhere shares. */
export const placedResolvers = {
  municipality: municipalityOf,
  /** Metres as the crow flies. */
  distance: ({ location }: { readonly location: GeoPoint }, { from }: { readonly from: GeoPoint }): number =>
    Math.round(distanceMetres(checkPoint(from), location)),
};

/** Things by the municipality they lie in; what lies in none is left out. */
export function byMunicipality<T extends { readonly nisCode: string | null }>(
  things: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(
    things.filter((thing): thing is T & { nisCode: string } => thing.nisCode !== null),
    ({ nisCode }) => nisCode,
  );
}

/** Things that stand somewhere, asked for once in a request of a client, however many look for some of them. */
export function located<T extends { readonly location: GeoPoint }>(door: Door, ask: () => Promise<readonly T[]>) {
  const asked = once(ask);
  const all = once(() => placeInMunicipalities(door, asked()));
  const groups = once(async () => byMunicipality(await all()));
  return {
    /** All of them, in the order of their sources. */
    all,
    /** Those in a municipality. */
    within: async (nisCode: string) => (await groups()).get(nisCode) ?? [],
    /** Those in an area; see {@link inArea}. */
    inArea: async (area: AreaFilter | null | undefined) => inArea(await all(), area),
    /** Those within so many metres of a point, the nearest first. */
    near: async (point: GeoPoint, metres: number) => nearest(await all(), point, metres),
  };
}
