import * as v from 'valibot';
import { readStib, stibDataset, stibUrl } from '../../../../kernel/administrations/stib-mivb.ts';
import { isOneOf } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import type { Door } from '../../../../kernel/http.ts';
import { rowsOf } from '../../../../kernel/rows.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { idText, jsonInString, maybe } from '../../../../kernel/wire.ts';
import type { DepartureRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const stibWaitingTimes = defineSource<MobilityProvides>({
  id: 'stib-waiting-times',
  title: { en: 'STIB-MIVB waiting times', fr: "Temps d'attente de la STIB", nl: 'MIVB-wachttijden' },
  description: {
    en: 'The next vehicles of each line at a stop of metro, tram or bus.',
    fr: 'Les prochains véhicules de chaque ligne à un arrêt de métro, de tram ou de bus.',
    nl: 'De volgende voertuigen van elke lijn aan een metro-, tram- of bushalte.',
  },
  ...stibDataset,
  updateFrequency: 'UPDATE_CONT',
  endpoint: stibUrl('STIB_WAITING_TIMES_URL', 'rt/WaitingTimes'),
  freshFor: 20,
  staleFor: 60,
  provides: { departures: { operator: 'stib', read: departures } },
});

const text = v.object({ fr: maybe(v.string()), nl: maybe(v.string()), en: maybe(v.string()) });
const fields = v.object({
  pointid: idText,
  lineid: idText,
  passingtimes: jsonInString(
    rowsOf(
      stibWaitingTimes,
      v.object({
        destination: maybe(text),
        expectedArrivalTime: maybe(
          v.pipe(
            v.string(),
            v.isoTimestamp(),
            v.transform((instant) => new Date(instant)),
          ),
        ),
        message: maybe(text),
      }),
    ),
  ),
});

const PREFIX = 'stib:';
/** Some stops have a letter behind their number, `6805F`, that the waiting times mostly leave out. */
const withoutLetter = (point: string): string => point.replaceAll(/\D/g, '');
/** Stops that one address names; for more the times of all are read, which are a few pages. */
const MOST_NAMED = 100;
/** What STIB-MIVB writes beside a time that comes from the timetable and not from a vehicle. */
const THEORETICAL = /temps théorique|theoretische tijd|theoretical time/i;
/** What it writes when no vehicle comes any more: a time beside it is none of a departure. */
const END_OF_SERVICE = /fin de service|einde (?:van de )?dienst|end of service/i;

async function departures(door: Door, stopIds: readonly string[]): Promise<readonly DepartureRecord[]> {
  const points = stopIds.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length));
  if (points.length === 0) return [];
  const spellings = [...new Set([...points, ...points.map(withoutLetter)])].filter((point) => point !== '');
  const { value, retrievedAt } = await readStib(door, stibWaitingTimes, {
    fields,
    ...(spellings.length <= MOST_NAMED ? { where: isOneOf('pointid', spellings) } : {}),
    select: 'pointid,lineid,passingtimes',
  });
  const byPoint = Map.groupBy(value, ({ pointid }) => pointid);
  const provenance = { source: stibWaitingTimes, observedAt: null, retrievedAt };
  return points.flatMap((point) =>
    (byPoint.get(point) ?? byPoint.get(withoutLetter(point)) ?? []).flatMap(({ lineid, passingtimes }) =>
      passingtimes.map(({ destination, expectedArrivalTime, message }) => {
        const says = (what: RegExp): boolean => Object.values(message ?? {}).some((part) => part && what.test(part));
        const isTheoretical = says(THEORETICAL);
        const expectedAt = says(END_OF_SERVICE) ? null : expectedArrivalTime;
        return {
          stopId: `${PREFIX}${point}`,
          tripId: null,
          line: lineid,
          destination: destination && localizedText(destination),
          scheduledAt: isTheoretical ? expectedAt : null,
          expectedAt,
          basis: isTheoretical ? 'SCHEDULED' : 'LIVE',
          cancelled: false,
          platform: null,
          message: message && localizedText(message),
          provenance,
        };
      }),
    ),
  );
}
