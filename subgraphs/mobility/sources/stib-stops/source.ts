import * as v from 'valibot';
import { readStib, stibDataset, stibUrl } from '../../../../kernel/administrations/stib-mivb.ts';
import type { Door } from '../../../../kernel/http.ts';
import { defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { idText, jsonInString, maybe } from '../../../../kernel/wire.ts';
import type { StopRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const stibStops = defineSource<MobilityProvides>({
  id: 'stib-stops',
  title: { en: 'STIB-MIVB stops', fr: 'Arrêts de la STIB', nl: 'MIVB-haltes' },
  description: {
    en: 'Stops of metro, tram and bus with their names and places.',
    fr: 'Arrêts de métro, de tram et de bus, avec leur nom et leur emplacement.',
    nl: 'Metro-, tram- en bushaltes met hun naam en plaats.',
  },
  ...stibDataset,
  updateFrequency: 'DAILY',
  endpoint: stibUrl('STIB_STOPS_URL', 'static/stopDetails'),
  freshFor: days(1),
  staleFor: days(7),
  provides: { stops },
});

const fields = v.object({
  id: idText,
  name: jsonInString(v.object({ fr: maybe(v.string()), nl: maybe(v.string()) })),
  gpscoordinates: maybe(jsonInString(v.object({ latitude: v.number(), longitude: v.number() }))),
});

async function stops(door: Door): Promise<readonly StopRecord[]> {
  const { value, retrievedAt } = await readStib(door, stibStops, {
    fields,
    select: 'id,name,gpscoordinates',
  });
  return value.flatMap(({ id, name, gpscoordinates }) =>
    // A stop that is nowhere, such as one that is still being built, cannot be found in any place.
    gpscoordinates === null
      ? []
      : [
          {
            id: `stib:${id}`,
            name: localizedText(name) ?? { fr: id },
            location: { lat: gpscoordinates.latitude, lon: gpscoordinates.longitude },
            provenance: { source: stibStops, observedAt: null, retrievedAt },
          },
        ],
  );
}
