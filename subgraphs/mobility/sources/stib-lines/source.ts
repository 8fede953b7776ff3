import * as v from 'valibot';
import { readStib, stibDataset, stibUrl } from '../../../../kernel/administrations/stib-mivb.ts';
import type { Door } from '../../../../kernel/http.ts';
import { rowsOf } from '../../../../kernel/rows.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { idText, jsonInString, maybe } from '../../../../kernel/wire.ts';
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
  ...stibDataset,
  updateFrequency: 'DAILY',
  endpoint: stibUrl('STIB_LINES_URL', 'static/stopsByLine'),
  freshFor: days(1),
  staleFor: days(7),
  openQuestions: [
    ...stibDataset.openQuestions,
    'Whether the list of points always has the order of the way; they are put in order by their `order`.',
    'Whether a line ever has more than one record for a direction, such as for its short runs.',
  ],
  provides: { lines },
});

const order = v.pipe(v.union([v.number(), v.pipe(v.string(), v.decimal())]), v.transform(Number));
const fields = v.object({
  lineid: idText,
  destination: maybe(jsonInString(v.object({ fr: maybe(v.string()), nl: maybe(v.string()) }))),
  points: jsonInString(rowsOf(stibLines, v.object({ id: idText, order }))),
});

const PREFIX = 'stib:';

/** A record holds one direction of a line. */
async function lines(door: Door): Promise<readonly LineRecord[]> {
  const { value, retrievedAt } = await readStib(door, stibLines, {
    fields,
    select: 'lineid,destination,points',
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
