import { IRAIL_ATTRIBUTION, irailQuota, sncbNmbs } from '../../../../kernel/administrations/sncb-nmbs.ts';
import { type RailDeparture, readBoard } from '../../../../kernel/connectors/irail/irail.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { minutes } from '../../../../kernel/time.ts';
import type { DepartureRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const sncbDepartures = defineSource<MobilityProvides>({
  id: 'sncb-departures',
  title: { en: 'SNCB-NMBS departures', fr: 'Départs de la SNCB', nl: 'NMBS-vertrekken' },
  description: {
    en: 'The next trains at a station, with their delays and platforms.',
    fr: 'Les prochains trains dans une gare, avec leurs retards et leurs voies.',
    nl: 'De volgende treinen in een station, met hun vertragingen en sporen.',
  },
  administration: sncbNmbs,
  // iRail states no licence for the data: whoever reuses it has to ask.
  licence: { id: 'unknown', url: 'https://docs.irail.be' },
  attribution: IRAIL_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'UPDATE_CONT',
  standard: 'iRail API 1',
  connector: 'irail',
  endpoint: url('SNCB_DEPARTURES_URL', 'https://api.irail.be/v1/liveboard/'),
  freshFor: 30,
  staleFor: minutes(5),
  quota: irailQuota,
  // Each board is a question of its own, and more than three a second are refused.
  concurrency: 3,
  openQuestions: [
    'That `id=BE.NMBS.<number>` names a station: the answers that were seen were asked by `station=<name>`.',
    'Licence of the data: iRail states none; whether SNCB-NMBS agrees to its use has to be asked.',
    'Whether a delay of 0 was reported, or nothing is known of the train: it is taken for the time of the timetable.',
    'How a station without trains is answered: as an empty board, or as an error.',
    'Quota: a question for many stations needs a board each; iRail may allow an operator more.',
  ],
  provides: { departures: { operator: 'sncb', read: departures } },
});

const STATION = /^sncb:(\d{9})$/;

/** Each station has a board of its own. Those that cannot be read leave the others as they are; they are named once. */
async function departures(door: Door, stopIds: readonly string[]): Promise<readonly DepartureRecord[]> {
  const stations = [...new Set(stopIds.flatMap((id) => STATION.exec(id)?.[1] ?? []))];
  const boards = await Promise.allSettled(
    stations.map(async (station) => ({ station, board: await readBoard(door, sncbDepartures, station) })),
  );
  const read = boards.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failure = boards.find((one) => one.status === 'rejected');
  if (failure && read.length === 0) throw failure.reason;
  if (failure) door.outages.push(failure.reason);
  return read.flatMap(({ station, board: { value, retrievedAt } }) => {
    const provenance = { source: sncbDepartures, observedAt: value.madeAt, retrievedAt };
    return value.departures
      .filter(({ left }) => !left)
      .map((train) => ({ ...toDeparture(train), stopId: `sncb:${station}`, provenance }));
  });
}

function toDeparture({ train, destination, scheduledAt, delay, cancelled, platform }: RailDeparture) {
  return {
    tripId: null,
    line: train,
    destination,
    scheduledAt,
    expectedAt: cancelled ? null : new Date(scheduledAt.getTime() + delay * 1000),
    // Only what differs from the timetable is known to come from the railway's control.
    basis: cancelled || delay !== 0 ? ('LIVE' as const) : ('SCHEDULED' as const),
    cancelled,
    platform,
    message: null,
  };
}
