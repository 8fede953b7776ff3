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

/** What a fixture tells of a bike-sharing system. */
export interface BikeShare {
  readonly version: '2.3' | '3.0';
  readonly language: string;
  readonly stations: (world: World) => readonly StationState[];
}

/** GBFS 3.0 and 2.3 (gbfs.org): discovery, station information and station status. */
export const standard: Standard<BikeShare> = {
  answer:
    (system) =>
    ({ url }, { world, source, origin }) => {
      const home = new URL(source.endpoint.fallback ?? origin).pathname;
      const v3 = system.version === '3.0';
      const time = (at: Date) => (v3 ? at.toISOString() : Math.floor(at.getTime() / 1000));
      const feed = (data: unknown) => ({
        body: { last_updated: time(world.now), ttl: v3 ? 60 : 0, version: system.version, data },
      });
      const folder = home.slice(0, home.lastIndexOf('/'));
      const fileOf = (name: string) => `${folder}/${name}.json`;

      if (url.pathname === home) {
        const feeds = ['station_information', 'station_status'].map((name) => ({
          name,
          url: `${origin}${fileOf(name)}`,
        }));
        return feed(v3 ? { feeds } : { [system.language]: { feeds } });
      }
      if (url.pathname === fileOf('station_information')) {
        return feed({
          stations: system.stations(world).map(({ id, name, lat, lon, capacity }) => ({
            station_id: id,
            name: v3 ? [{ text: name, language: system.language }] : name,
            lat,
            lon,
            capacity,
          })),
        });
      }
      if (url.pathname === fileOf('station_status')) {
        return feed({
          stations: system.stations(world).map(({ id, bikes, docks, operational, lastReported }) => ({
            station_id: id,
            [v3 ? 'num_vehicles_available' : 'num_bikes_available']: bikes,
            num_docks_available: docks,
            is_installed: operational,
            is_renting: operational,
            is_returning: operational,
            last_reported: time(lastReported),
          })),
        });
      }
      return notFound;
    },
};
