import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** A station as its operator knows it. */
export interface StationState {
  readonly id: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly capacity: number;
  readonly bikes: number;
  readonly docks: number;
  readonly operational: boolean;
  readonly lastReported: Date;
}

/** A vehicle that stands in the street. */
export interface VehicleState {
  /** Another one after each trip. */
  readonly id: string;
  readonly type: string;
  readonly lat: number;
  readonly lon: number;
  readonly reserved: boolean;
  readonly disabled: boolean;
  /** The station at which it stands: then the feed has no place of its own for it. */
  readonly station?: string;
  /** Absent where the vehicle does not say. */
  readonly rangeMetres?: number;
}

/** Vehicles without stations. */
export interface Fleet {
  readonly types: readonly { readonly id: string; readonly formFactor: string; readonly maxRangeMetres: number }[];
  readonly vehicles: (world: World) => readonly VehicleState[];
}

/** What a fixture tells of a bike-sharing system: its stations, its fleet, or both. */
export interface BikeShare {
  readonly version: '2.3' | '3.0';
  readonly language: string;
  readonly stations?: (world: World) => readonly StationState[];
  readonly fleet?: Fleet;
}

type Feed = (world: World, time: (at: Date) => string | number) => unknown;

/**
 * GBFS 3.0 and 2.3 (gbfs.org): discovery, and every feed of what the system has, at the side of the source's endpoint
 * and with its suffix. The endpoint may be the discovery or one of the feeds.
 */
export const standard: Standard<BikeShare> = {
  answer:
    (system) =>
    ({ url }, { world, source, origin }) => {
      const home = new URL(source.endpoint.fallback ?? origin).pathname;
      const folder = home.slice(0, home.lastIndexOf('/') + 1);
      const suffix = home.endsWith('.json') ? '.json' : '';
      const pathOf = (name: string) => `${folder}${name}${suffix}`;
      const v3 = system.version === '3.0';
      const time = (at: Date) => (v3 ? at.toISOString() : Math.floor(at.getTime() / 1000));
      const envelope = (data: unknown) => ({
        body: { last_updated: time(world.now), ttl: v3 ? 60 : 0, version: system.version, data },
      });
      const feeds = feedsOf(system, v3);
      if (url.pathname === pathOf('gbfs')) {
        const listed = Object.keys(feeds).map((name) => ({ name, url: `${origin}${pathOf(name)}` }));
        return envelope(v3 ? { feeds: listed } : { [system.language]: { feeds: listed } });
      }
      const [, feed] = Object.entries(feeds).find(([name]) => url.pathname === pathOf(name)) ?? [];
      return feed ? envelope(feed(world, time)) : notFound;
    },
};

function feedsOf({ stations, fleet, language }: BikeShare, v3: boolean): Readonly<Record<string, Feed>> {
  return {
    ...(stations && {
      station_information: (world) => ({
        stations: stations(world).map(({ id, name, lat, lon, capacity }) => ({
          station_id: id,
          name: v3 ? [{ text: name, language }] : name,
          lat,
          lon,
          capacity,
        })),
      }),
      station_status: (world, time) => ({
        stations: stations(world).map(({ id, bikes, docks, operational, lastReported }) => ({
          station_id: id,
          [v3 ? 'num_vehicles_available' : 'num_bikes_available']: bikes,
          num_docks_available: docks,
          is_installed: operational,
          is_renting: operational,
          is_returning: operational,
          last_reported: time(lastReported),
        })),
      }),
    }),
    ...(fleet && {
      [v3 ? 'vehicle_status' : 'free_bike_status']: (world: World) => ({
        [v3 ? 'vehicles' : 'bikes']: fleet.vehicles(world).map(({ id, type, lat, lon, ...state }) => ({
          [v3 ? 'vehicle_id' : 'bike_id']: id,
          ...(state.station === undefined ? { lat, lon } : { station_id: state.station }),
          is_reserved: state.reserved,
          is_disabled: state.disabled,
          vehicle_type_id: type,
          ...(state.rangeMetres === undefined ? {} : { current_range_meters: state.rangeMetres }),
          rental_uris: { android: `https://example.org/ride/${id}`, ios: `https://example.org/ride/${id}` },
        })),
      }),
      vehicle_types: () => ({
        vehicle_types: fleet.types.map(({ id, formFactor, maxRangeMetres }) => ({
          vehicle_type_id: id,
          form_factor: formFactor,
          propulsion_type: formFactor.endsWith('bicycle') ? 'electric_assist' : 'electric',
          max_range_meters: maxRangeMetres,
        })),
      }),
    }),
  };
}
