import * as v from 'valibot';
import {
  STIB_ATTRIBUTION,
  STIB_PAGE,
  stibHeaders,
  stibKey,
  stibMivb,
  stibQuota,
} from '../../../../kernel/administrations/stib-mivb.ts';
import { readRecords } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { jsonInString, maybe } from '../../../../kernel/wire.ts';
import type { LineRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const stibLines = defineSource<MobilityProvides>({
  id: 'stib-lines',
  title: { en: 'STIB-MIVB lines', fr: 'Lignes de la STIB', nl: 'MIVB-lijnen' },
  description: {
    en: 'Lines of metro, tram and bus with the stops of each direction in order.',
    fr: 'Lignes de métro, de tram et de bus, avec les arrêts de chaque direction dans leur ordre.',
    nl: 'Metro-, tram- en buslijnen met de haltes van elke richting in hun volgorde.',
  },
  administration: stibMivb,
  licence: CC_BY,
  attribution: STIB_ATTRIBUTION,
  theme: 'TRAN',
  updateFrequency: 'DAILY',
  standard: 'OpenDataSoft Explore 2.1 (BMC)',
  connector: 'opendatasoft',
  endpoint: url(
    'STIB_LINES_URL',
    'https://api-management-opendata-production.azure-api.net/api/datasets/stibmivb/static/stopsByLine',
  ),
  key: stibKey,
  freshFor: days(1),
  staleFor: days(7),
  quota: stibQuota,
  openQuestions: [
    'Whether the list of points always has the order of the way; they are put in order by their `order`.',
    'Whether a line ever has more than one record for a direction, such as for its short runs.',
  ],
  provides: { lines },
});

const order = v.pipe(v.union([v.number(), v.pipe(v.string(), v.decimal())]), v.transform(Number));
const fields = v.object({
  lineid: v.string(),
  destination: maybe(jsonInString(v.object({ fr: maybe(v.string()), nl: maybe(v.string()) }))),
  points: jsonInString(v.array(v.object({ id: v.string(), order }))),
});

const PREFIX = 'stib:';

/** A record holds one direction of a line. */
async function lines(door: Door): Promise<readonly LineRecord[]> {
  const { value, retrievedAt } = await readRecords(door, stibLines, {
    fields,
    select: 'lineid,destination,points',
    headers: stibHeaders(),
    pageSize: STIB_PAGE,
  });
  const provenance = { source: stibLines, observedAt: null, retrievedAt };
  return [...Map.groupBy(value, ({ lineid }) => lineid)].map(([number, directions]) => ({
    id: `${PREFIX}${number}`,
    number,
    directions: directions.map(({ destination, points }) => ({
      destination: destination && localizedText(destination),
      stopIds: points.toSorted((a, b) => a.order - b.order).map(({ id }) => `${PREFIX}${id}`),
    })),
    provenance,
  }));
}
