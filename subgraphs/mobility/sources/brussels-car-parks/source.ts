import * as v from 'valibot';
import { cityOfBrussels, cityQuota } from '../../../../kernel/administrations/city-of-brussels.ts';
import { readRecords } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { CarParkRecord } from '../../models.ts';
import type { MobilityProvides } from '../../provides.ts';

export const brusselsCarParks = defineSource<MobilityProvides>({
  id: 'brussels-car-parks',
  title: { en: 'Public car parks', fr: 'Parkings publics', nl: 'Openbare parkings' },
  description: {
    en: 'Public car parks of Brussels with their capacity, places for disabled people, floors and height.',
    fr: 'Parkings publics de Bruxelles avec leur capacité, les places pour personnes handicapées, les niveaux et la hauteur.',
    nl: 'Openbare parkings in Brussel met hun capaciteit, plaatsen voor personen met een handicap, verdiepingen en hoogte.',
  },
  administration: cityOfBrussels,
  licence: CC_BY,
  theme: 'TRAN',
  updateFrequency: 'IRREG',
  standard: 'OpenDataSoft Explore 2.1',
  connector: 'opendatasoft',
  endpoint: url(
    'BRUSSELS_CAR_PARKS_URL',
    'https://opendata.brussels.be/api/explore/v2.1/catalog/datasets/bruxelles_parkings_publics/records',
  ),
  freshFor: days(1),
  staleFor: days(7),
  quota: cityQuota,
  openQuestions: [
    'The names of its fields in this version of the interface: they were seen in version 1. Another dataset, `public-parkings`, may be its successor.',
    "The licence of this dataset: CC BY 4.0 is assumed as for the City's other data.",
    'A number of its own for each car park: none is known, so its French name makes its id, and another name another id.',
    'That `maxheight` is in metres in every record.',
  ],
  provides: { carParks },
});

/** A number, or a text that holds one; anything below nought, such as -999.0, stands for a missing one. */
const amount = v.pipe(
  maybe(v.union([v.number(), v.string()])),
  v.transform((sent) => {
    const number = typeof sent === 'string' ? Number(sent.trim().replace(',', '.') || Number.NaN) : sent;
    return number === null || Number.isNaN(number) || number < 0 ? null : number;
  }),
);
const count = v.pipe(
  amount,
  v.transform((number) => (Number.isInteger(number) ? number : null)),
);

const fields = v.object({
  name_fr: v.string(),
  name_nl: maybe(v.string()),
  operator_fr: maybe(v.string()),
  capacity: count,
  disabledcapacity: count,
  floors: count,
  maxheight: amount,
  geo_point_2d: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
});

async function carParks(door: Door): Promise<readonly CarParkRecord[]> {
  const { value, retrievedAt } = await readRecords(door, brusselsCarParks, { fields });
  return value.flatMap(({ name_fr, name_nl, operator_fr, geo_point_2d, ...park }) =>
    geo_point_2d === null
      ? []
      : [
          {
            id: `city-of-brussels:${slug(name_fr)}`,
            name: localizedText({ fr: name_fr, nl: name_nl }) ?? { fr: name_fr },
            operator: operator_fr?.trim() || null,
            capacity: park.capacity,
            disabledCapacity: park.disabledcapacity,
            floors: park.floors,
            // Nothing is nought metres high.
            maxHeight: park.maxheight || null,
            location: { lat: geo_point_2d.lat, lon: geo_point_2d.lon },
            provenance: { source: brusselsCarParks, observedAt: null, retrievedAt },
          },
        ],
  );
}

/** `De Brouckère` to `de-brouckere`. */
function slug(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}
