import { statbel, statbelQuota } from '../../../../kernel/administrations/statbel.ts';
import { readView } from '../../../../kernel/connectors/bestat/bestat.ts';
import { read as readSetting, url } from '../../../../kernel/env.ts';
import { unknownId } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days, hours } from '../../../../kernel/time.ts';
import type { StatisticalSeriesModel } from '../../models.ts';
import type { EconomyProvides } from '../../provides.ts';
import { SERIES } from './series.ts';

export const statbelViews = defineSource<EconomyProvides>({
  id: 'statbel-views',
  title: { en: 'Statbel prices', fr: 'Prix, Statbel', nl: 'Prijzen, Statbel' },
  description: {
    en: 'Price indices by month and maximum prices by day, of the whole of Belgium.',
    fr: 'Indices des prix par mois et prix maximums par jour, pour toute la Belgique.',
    nl: 'Prijsindexen per maand en maximumprijzen per dag, voor heel België.',
  },
  administration: statbel,
  licence: CC_BY,
  attribution: 'Source: Statbel',
  theme: 'ECON',
  updateFrequency: 'MONTHLY',
  highValue: 'STATISTICS',
  standard: 'be.STAT views (JSON)',
  connector: 'bestat',
  endpoint: url('STATBEL_URL', 'https://bestat.statbel.fgov.be/bestat/api'),
  freshFor: hours(6),
  staleFor: days(7),
  quota: statbelQuota,
  openQuestions: [
    'Saved views can disappear or change their columns: `STATBEL_CONSUMER_PRICE_INDEX_VIEW`, `STATBEL_HEALTH_INDEX_VIEW` and `STATBEL_FUEL_PRICES_VIEW` name other ones. Statbel could keep views for us.',
    'The labels of the columns. Only `Cosumtieprijsindex` (spelt so), `Product` and `Price incl. VAT` have been seen; every other one, and which view has the first, is assumed.',
    'How a view writes months (`maart`, or `maart 2026`) and days (`02/03/2026`, or ISO 8601): both are read.',
    'That the views of the two indices hold one series each, with one base year.',
    'When a view last changed: the answer does not say.',
  ],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

async function read(door: Door, id: string): Promise<StatisticalSeriesModel> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('StatisticalSeries', id);
  const { view, columns, title, unit } = series;
  const { value, retrievedAt } = await readView(door, statbelViews, { ...columns, uuid: readSetting(view) ?? '' });
  return {
    id,
    title,
    unit,
    area: 'BE', // Prices are not told by region.
    observations: value
      .map((observation) => ({ ...observation, status: null }))
      .toSorted((a, b) => (a.period > b.period ? -1 : 1)),
    provenance: { source: statbelViews, observedAt: null, retrievedAt },
  };
}
