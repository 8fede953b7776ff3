import { readVehicles } from '../../kernel/connectors/gbfs/vehicles.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Door } from '../../kernel/http.ts';
import type { Source } from '../../kernel/source.ts';
import type { SharedVehicleRecord } from './models.ts';

/** The region and a little around it. A feed of a city also has what stands in a depot, or was carried off. */
const REGION = { south: 50.76, west: 4.24, north: 50.92, east: 4.49 };

/** Form factors of GBFS. 2.x has one kind of scooter, later versions tell those with a seat from those without. */
const KINDS: Readonly<Record<string, NonNullable<SharedVehicleRecord['kind']>>> = {
  bicycle: 'BICYCLE',
  cargo_bicycle: 'CARGO_BICYCLE',
  car: 'CAR',
  moped: 'MOPED',
  scooter: 'SCOOTER',
  scooter_standing: 'SCOOTER',
  scooter_seated: 'SCOOTER',
};

/** The vehicles of an operator's GBFS feed that can be taken now, in the region. */
export async function freeVehicles(
  door: Door,
  source: Source,
  system: string,
): Promise<readonly SharedVehicleRecord[]> {
  const { value, retrievedAt } = await readVehicles(door, source);
  return value.vehicles
    .filter(({ isReserved, isDisabled, location }) => !isReserved && !isDisabled && isInRegion(location))
    .map(({ location, formFactor, rangeMetres }) => ({
      system,
      kind: formFactor === null ? null : (KINDS[formFactor] ?? 'OTHER'),
      location,
      rangeMetres,
      // When a vehicle was last moved says nothing of whether it still stands there; the feed's own time does.
      provenance: { source, observedAt: value.lastUpdated, retrievedAt },
    }));
}

function isInRegion({ lat, lon }: GeoPoint): boolean {
  return lat >= REGION.south && lat <= REGION.north && lon >= REGION.west && lon <= REGION.east;
}
