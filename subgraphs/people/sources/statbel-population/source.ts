import { readMunicipalFigures, statbel, statbelQuota } from '../../../../kernel/administrations/statbel.ts';
import { setting, url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days } from '../../../../kernel/time.ts';
import type { PopulationRecord } from '../../models.ts';
import type { PeopleProvides } from '../../provides.ts';

export const statbelPopulation = defineSource<PeopleProvides>({
  id: 'statbel-population',
  title: { en: 'Population by municipality', fr: 'Population par commune', nl: 'Bevolking per gemeente' },
  description: {
    en: 'Inhabitants of each municipality on 1 January, year by year.',
    fr: 'Habitants de chaque commune au 1er janvier, année par année.',
    nl: 'Inwoners van elke gemeente op 1 januari, jaar na jaar.',
  },
  administration: statbel,
  licence: CC_BY,
  attribution: 'Source: Statbel',
  theme: 'SOCI',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'be.STAT views (JSON)',
  connector: 'bestat',
  endpoint: url('STATBEL_POPULATION_URL', 'https://bestat.statbel.fgov.be/bestat/api'),
  freshFor: days(1),
  staleFor: days(30),
  quota: statbelQuota,
  openQuestions: [
    'No saved view of the population by municipality is known: whoever deploys makes one in be.STAT with the columns `Refnis`, `Year` and `Population`, and names it in `STATBEL_POPULATION_VIEW`. Until then the default leads nowhere, and this dataset is down.',
    'The labels of its columns.',
  ],
  provides: { population },
});

const VIEW = setting('STATBEL_POPULATION_VIEW', '00000000-0000-4000-8000-000000000001');

async function population(door: Door): Promise<readonly PopulationRecord[]> {
  const figures = await readMunicipalFigures(door, statbelPopulation, {
    view: VIEW,
    value: ['Population', 'Number of inhabitants', 'Inhabitants'],
    day: '01-01',
  });
  return figures.map(({ value, ...figure }) => ({ ...figure, inhabitants: value }));
}
