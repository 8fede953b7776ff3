import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { idText, maybe, parseWire } from '../../wire.ts';
import { discovery, feedUrl, listedUrl, time } from './gbfs.ts';

/** A vehicle that stands in the street and is not being ridden, the same for GBFS 2.x and 3.0. */
export interface GbfsVehicle {
  readonly location: GeoPoint;
  readonly isReserved: boolean;
  readonly isDisabled: boolean;
  /** As the specification spells it, such as `scooter_standing`; null where the system's types do not say. */
  readonly formFactor: string | null;
  /** Metres that its battery allows. */
  readonly rangeMetres: number | null;
}

export interface GbfsFleet {
  readonly vehicles: readonly GbfsVehicle[];
  /** Of what moment the operator's knowledge is. */
  readonly lastUpdated: Date | null;
}

/** One that stands at a station has the station's place. Without either the feed is not what it should be. */
const vehicle = v.pipe(
  v.object({
    lat: maybe(v.number()),
    lon: maybe(v.number()),
    station_id: maybe(idText),
    is_reserved: v.boolean(),
    is_disabled: v.boolean(),
    vehicle_type_id: maybe(idText),
    current_range_meters: maybe(v.number()),
  }),
  v.forward(
    v.check(({ lat, station_id }) => lat !== null || station_id !== null, 'A vehicle has no place'),
    ['lat'],
  ),
  v.forward(
    v.check(({ lon, station_id }) => lon !== null || station_id !== null, 'A vehicle has no place'),
    ['lon'],
  ),
);

const head = v.object({ version: maybe(v.string()), last_updated: maybe(time) });
const vehicleType = v.object({ vehicle_type_id: idText, form_factor: v.string() });
const typesOf = (source: Source) => v.object({ data: v.object({ vehicle_types: rowsOf(source, vehicleType) }) });

/** What a feed of vehicles is called, 2.x and 3.0; some operators leave the suffix away. */
const FEED = /\/(?:free_bike_status|vehicle_status)(\.json)?$/;

/**
 * Reads the free vehicles of a system, and its vehicle types side by side.
 *
 * The source's endpoint is the system's discovery, or the feed of vehicles itself: then the types are asked for at its
 * side. Types that cannot be read leave the form factors null and are noted as an outage. Vehicles at stations are
 * left out, as they count there.
 */
export async function readVehicles(door: Door, source: Source): Promise<Reading<GbfsFleet>> {
  const feeds = await feedsOf(door, source);
  const [status, types] = await Promise.allSettled([
    door.json(source, { url: feeds.vehicles }, (body) => toFleet(source, body)),
    feeds.types && door.json(source, { url: feeds.types }, (body) => parseWire(source, typesOf(source), body)),
  ]);
  if (status.status === 'rejected') throw status.reason;
  if (types.status === 'rejected') door.outages.push(types.reason);
  const listed = types.status === 'fulfilled' ? (types.value?.value.data.vehicle_types ?? []) : [];
  const formFactorOf = new Map(listed.map(({ vehicle_type_id, form_factor }) => [vehicle_type_id, form_factor]));
  const { lastUpdated, standing } = status.value.value;
  return {
    retrievedAt: status.value.retrievedAt,
    value: {
      lastUpdated,
      vehicles: standing.flatMap(({ lat, lon, vehicle_type_id, ...one }) =>
        lat === null || lon === null
          ? []
          : [
              {
                location: { lat, lon },
                isReserved: one.is_reserved,
                isDisabled: one.is_disabled,
                formFactor: formFactorOf.get(vehicle_type_id ?? '') ?? null,
                rangeMetres: one.current_range_meters,
              },
            ],
      ),
    },
  };
}

async function feedsOf(door: Door, source: Source): Promise<{ vehicles: URL; types: URL | null }> {
  const address = addressOf(source);
  if (FEED.test(address.pathname)) {
    const types = new URL(address);
    types.pathname = types.pathname.replace(FEED, '/vehicle_types$1');
    return { vehicles: address, types };
  }
  const { value } = await door.json(source, { url: address }, (body) => parseWire(source, discovery, body));
  return {
    vehicles: feedUrl(source, value, 'vehicle_status', 'free_bike_status'),
    types: listedUrl(value, 'vehicle_types'),
  };
}

function toFleet(source: Source, body: unknown) {
  const { version, last_updated } = parseWire(source, head, body);
  const vehicles = rowsOf(source, vehicle);
  const standing = version?.startsWith('3')
    ? parseWire(source, v.object({ data: v.object({ vehicles }) }), body).data.vehicles
    : parseWire(source, v.object({ data: v.object({ bikes: vehicles }) }), body).data.bikes;
  return { lastUpdated: last_updated, standing };
}
