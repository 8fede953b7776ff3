import * as v from 'valibot';
import { cityOfBrussels, cityQuota } from '../../../../kernel/administrations/city-of-brussels.ts';
import { readRecords } from '../../../../kernel/connectors/opendatasoft/opendatasoft.ts';
import { url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { localizedText } from '../../../../kernel/text.ts';
import { days } from '../../../../kernel/time.ts';
import { maybe } from '../../../../kernel/wire.ts';
import type { StageRecord } from '../../models.ts';
import type { LivingProvides } from '../../provides.ts';

export const brusselsTheatres = defineSource<LivingProvides>({
  id: 'brussels-theatres',
  title: {
    en: 'Theatres in the City of Brussels',
    fr: 'Théâtres de la Ville de Bruxelles',
    nl: 'Theaters in de Stad Brussel',
  },
  description: {
    en: 'Theatres and other stages on the territory of the City of Brussels.',
    fr: 'Théâtres et autres scènes sur le territoire de la Ville de Bruxelles.',
    nl: 'Theaters en andere podia op het grondgebied van de Stad Brussel.',
  },
  administration: cityOfBrussels,
  licence: CC_BY,
  theme: 'EDUC',
  updateFrequency: 'IRREG',
  standard: 'OpenDataSoft Explore 2.1',
  connector: 'opendatasoft',
  endpoint: url(
    'BRUSSELS_THEATRES_URL',
    'https://opendata.brussels.be/api/explore/v2.1/catalog/datasets/bruxelles_theatres/records',
  ),
  freshFor: days(1),
  staleFor: days(30),
  quota: cityQuota,
  openQuestions: [
    'The names of the fields are assumed: `description` and `beschrijving` (the name in French and Dutch), `adresse`, `adres` and `geo_point_2d`.',
    'The licence of the dataset; CC BY 4.0 is assumed, as for others of the City.',
  ],
  provides: { stages },
});

const fields = v.object({
  description: v.nullable(v.string()),
  beschrijving: v.nullable(v.string()),
  adresse: maybe(v.string()),
  adres: maybe(v.string()),
  geo_point_2d: v.nullable(v.object({ lon: v.number(), lat: v.number() })),
});

async function stages(door: Door): Promise<readonly StageRecord[]> {
  const { value, retrievedAt } = await readRecords(door, brusselsTheatres, { fields });
  const provenance = { source: brusselsTheatres, observedAt: null, retrievedAt };
  return value.flatMap(({ description, beschrijving, adresse, adres, geo_point_2d: location }) => {
    const name = localizedText({ fr: description, nl: beschrijving });
    if (!name || !location) return [];
    return [
      {
        id: `brussels:${slugOf(name.fr ?? name.nl ?? '')}`,
        name,
        address: localizedText({ fr: adresse, nl: adres }),
        location,
        provenance,
      },
    ];
  });
}

/** The dataset has no key: the name in letters and dashes stands for one. */
function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}
