import {
  BMC_GATEWAY,
  bmcKey,
  bmcQuota,
  gatewayHeaders,
  withoutPrefix,
} from '../../../../kernel/administrations/belgian-mobility.ts';
import { DE_LIJN_ATTRIBUTION, deLijn } from '../../../../kernel/administrations/de-lijn.ts';
import { readTripUpdates } from '../../../../kernel/connectors/gtfs-realtime/gtfs-realtime.ts';
import { addressOf } from '../../../../kernel/endpoint.ts';
import { url } from '../../../../kernel/env.ts';
import { SourceError } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import type { DepartureRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';
import { lineNumbers } from '../de-lijn-stops/source.ts';
import { departuresOf } from './trip-departures.ts';

export const deLijnDepartures = defineSource<MobilityProvides>({
  id: 'de-lijn-departures',
  title: { en: 'De Lijn departures', fr: 'Départs de De Lijn', nl: 'Vertrekken van De Lijn' },
  description: {
    en: 'When the buses and trams of De Lijn are expected to leave their stops.',
    fr: 'Quand les bus et trams de De Lijn devraient quitter leurs arrêts.',
    nl: 'Wanneer bussen en trams van De Lijn naar verwachting van hun haltes vertrekken.',
  },
  administration: deLijn,
  licence: CC_BY,
  attribution: DE_LIJN_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'GTFS Realtime',
  connector: 'gtfs-realtime',
  endpoint: url('DE_LIJN_TRIP_UPDATES_URL', `${BMC_GATEWAY}/api/gtfs/feed/delijn/rt/trip-update`),
  key: bmcKey,
  freshFor: 30,
  staleFor: minutes(2),
  quota: bmcQuota,
  // One answer holds the vehicles of all Flanders.
  timeout: 5_000,
  maxBytes: 32 * 1024 * 1024,
  openQuestions: [
    'Whether each trip names its route, and stops are `gs:delijn:<number>`, as the same feed of SNCB has them.',
    'Whether a trip that is cancelled keeps its stops and times in the feed; without them its departures cannot be shown as cancelled.',
    'Where a vehicle goes: the feed does not say, and the timetable that does is too large to be read here.',
    'Size of the feed, and whether `format=protobuf` is answered.',
    'Whether CC BY 4.0, which the Belgian Mobility Company states, holds for the times of De Lijn.',
  ],
  provides: { departures: { operator: 'delijn', read: departures } },
});

const PREFIX = 'delijn:';

async function departures(door: Door, stopIds: readonly string[]): Promise<readonly DepartureRecord[]> {
  const wanted = new Set(stopIds.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length)));
  if (wanted.size === 0) return [];
  const [{ value: feed, retrievedAt }, numbers] = await Promise.all([
    readTripUpdates(door, deLijnDepartures, {
      url: addressOf(deLijnDepartures, '', { format: 'protobuf' }),
      headers: gatewayHeaders(),
    }),
    knownNumbers(door),
  ]);
  // Without lines no departure can be told from another: the feed is not what we need.
  if (feed.entities.length > 0 && feed.entities.every(({ routeId }) => routeId === null))
    throw new SourceError('SOURCE_INVALID', deLijnDepartures, { field: 'entity.0.tripUpdate.trip.routeId' });
  const isWanted = (id: string) => wanted.has(withoutPrefix(id));
  return feed.entities.flatMap((trip) => {
    if (trip.routeId === null) return [];
    const route = withoutPrefix(trip.routeId);
    const observedAt = trip.observedAt ?? feed.madeAt;
    return departuresOf(trip, isWanted, door.now()).map(({ stopId, ...times }) => ({
      ...times,
      stopId: `${PREFIX}${withoutPrefix(stopId)}`,
      tripId: trip.tripId,
      line: numbers.get(route) ?? route,
      destination: null,
      platform: null,
      message: null,
      provenance: { source: deLijnDepartures, observedAt, retrievedAt },
    }));
  });
}

/** The numbers of lines, or none where the timetable is down: a vehicle on its way is worth more than its number. */
async function knownNumbers(door: Door): Promise<ReadonlyMap<string, string>> {
  try {
    return await lineNumbers(door);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    door.outages.push(error);
    return new Map();
  }
}
