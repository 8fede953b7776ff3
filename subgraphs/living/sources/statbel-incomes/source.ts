import { readMunicipalFigures, statbel, statbelQuota } from '../../../../kernel/administrations/statbel.ts';
import { setting, url } from '../../../../kernel/env.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days } from '../../../../kernel/time.ts';
import type { IncomeRecord } from '../../models.ts';
import type { LivingProvides } from '../../provides.ts';

export const statbelIncomes = defineSource<LivingProvides>({
  id: 'statbel-incomes',
  title: { en: 'Incomes by municipality', fr: 'Revenus par commune', nl: 'Inkomens per gemeente' },
  description: {
    en: 'Mean net taxable income per inhabitant of each municipality, year by year.',
    fr: 'Revenu net imposable moyen par habitant de chaque commune, année par année.',
    nl: 'Gemiddeld netto belastbaar inkomen per inwoner van elke gemeente, jaar na jaar.',
  },
  administration: statbel,
  licence: CC_BY,
  attribution: 'Source: Statbel',
  theme: 'SOCI',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'be.STAT views (JSON)',
  connector: 'bestat',
  endpoint: url('STATBEL_INCOMES_URL', 'https://bestat.statbel.fgov.be/bestat/api'),
  freshFor: days(1),
  staleFor: days(30),
  quota: statbelQuota,
  openQuestions: [
    'No saved view of incomes by municipality is known: whoever deploys makes one in be.STAT with the columns `Refnis`, `Year` and `Income per inhabitant`, and names it in `STATBEL_INCOMES_VIEW`. Until then the default leads nowhere, and this dataset is down.',
    'The labels of its columns.',
  ],
  provides: { incomes },
});

const VIEW = setting('STATBEL_INCOMES_VIEW', '00000000-0000-4000-8000-000000000002');

async function incomes(door: Door): Promise<readonly IncomeRecord[]> {
  const figures = await readMunicipalFigures(door, statbelIncomes, {
    view: VIEW,
    value: ['Income per inhabitant', 'Average income per inhabitant', 'Mean income per inhabitant'],
    day: '12-31',
  });
  return figures.map(({ value, ...figure }) => ({ ...figure, euros: value }));
}
