import * as v from 'valibot';
import { withoutPrefix } from '../../../../kernel/administrations/belgian-mobility.ts';
import { DE_LIJN_ATTRIBUTION, deLijn } from '../../../../kernel/administrations/de-lijn.ts';
import { cell, degree, readTable } from '../../../../kernel/connectors/gtfs/gtfs.ts';
import { setting, url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days } from '../../../../kernel/time.ts';
import type { StopRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const deLijnStops = defineSource<MobilityProvides>({
  id: 'de-lijn-stops',
  title: { en: 'De Lijn stops', fr: 'Arrêts de De Lijn', nl: 'Haltes van De Lijn' },
  description: {
    en: 'Stops of De Lijn in and around the region, with their names and places.',
    fr: 'Arrêts de De Lijn dans la région et à ses abords, avec leur nom et leur emplacement.',
    nl: 'Haltes van De Lijn in en rond het gewest, met hun naam en plaats.',
  },
  administration: deLijn,
  licence: CC_BY,
  attribution: DE_LIJN_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'DAILY',
  standard: 'GTFS Schedule',
  connector: 'gtfs',
  endpoint: url(
    'DE_LIJN_GTFS_URL',
    'https://opendata-discovery-gtfs-static.api.production.belgianmobility.io/api/gtfs/feed/delijn/static',
  ),
  freshFor: days(1),
  staleFor: days(7),
  // A few questions a day; the archive needs no key.
  quota: setting('DE_LIJN_GTFS_QUOTA', '10/60'),
  timeout: 5_000,
  openQuestions: [
    'Whether the archive of De Lijn stands at this address as that of STIB-MIVB does, and whether its server knows ranges: without them it is far too large to be read.',
    'Whether `stop_id` holds the number that stands at the stop, behind `gs:delijn:`, as in the trip updates.',
    'Whether CC BY 4.0, which the Belgian Mobility Company states, holds for the timetable of De Lijn.',
  ],
  provides: { stops },
});

/** What is called the region here: its box, with a few stops beyond its border. */
const isInRegion = (lat: number | null, lon: number | null): boolean =>
  lat !== null && lon !== null && lat >= 50.76 && lat <= 50.92 && lon >= 4.24 && lon <= 4.49;

const stopFields = v.object({
  stop_id: v.string(),
  stop_name: cell,
  stop_lat: degree,
  stop_lon: degree,
  /** Empty or 0: where passengers board; others are stations, their entrances and parts. */
  location_type: cell,
});
const routeFields = v.object({ route_id: v.string(), route_short_name: cell });

/**
 * Stops of the region and lines. They are always read together, so that both tables are of the same archive as the
 * directory that says where they stand.
 */
async function readNetwork(door: Door) {
  const [stops, routes] = await Promise.all([
    readTable(door, deLijnStops, {
      table: 'stops',
      fields: stopFields,
      where: ({ stop_lat, stop_lon, location_type }) => isInRegion(stop_lat, stop_lon) && Number(location_type) === 0,
    }),
    readTable(door, deLijnStops, { table: 'routes', fields: routeFields }),
  ]);
  return { stops, routes: routes.value };
}

async function stops(door: Door): Promise<readonly StopRecord[]> {
  const { stops } = await readNetwork(door);
  return stops.value.flatMap(({ stop_id, stop_name, stop_lat, stop_lon }) => {
    if (stop_name === null || stop_lat === null || stop_lon === null) return [];
    return {
      id: `delijn:${withoutPrefix(stop_id)}`,
      name: { nl: stop_name },
      location: { lat: stop_lat, lon: stop_lon },
      provenance: { source: deLijnStops, observedAt: null, retrievedAt: stops.retrievedAt },
    };
  });
}

/** The number of each line as it is written on the vehicle, by the id of its route. */
export async function lineNumbers(door: Door): Promise<ReadonlyMap<string, string>> {
  const { routes } = await readNetwork(door);
  return new Map(
    routes.flatMap(({ route_id, route_short_name }) =>
      route_short_name === null ? [] : [[withoutPrefix(route_id), route_short_name]],
    ),
  );
}
