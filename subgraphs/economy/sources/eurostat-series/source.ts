import { eurostat, eurostatQuota, readEurostat } from '../../../../kernel/administrations/eurostat.ts';
import { url } from '../../../../kernel/env.ts';
import { unknownId } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days, hours } from '../../../../kernel/time.ts';
import type { StatisticalSeriesModel } from '../../models.ts';
import type { EconomyProvides } from '../../provides.ts';
import { SERIES } from './series.ts';

export const eurostatSeries = defineSource<EconomyProvides>({
  id: 'eurostat-series',
  title: {
    en: 'Eurostat regional statistics',
    fr: 'Statistiques régionales Eurostat',
    nl: 'Regionale statistieken Eurostat',
  },
  description: {
    en: 'Yearly figures of the Brussels-Capital Region that are comparable across Europe.',
    fr: 'Chiffres annuels de la Région de Bruxelles-Capitale, comparables en Europe.',
    nl: 'Jaarcijfers van het Brussels Hoofdstedelijk Gewest, vergelijkbaar in heel Europa.',
  },
  administration: eurostat,
  licence: CC_BY,
  attribution: 'Source: Eurostat',
  theme: 'ECON',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'JSON-stat 2.0',
  connector: 'jsonstat',
  endpoint: url('EUROSTAT_URL', 'https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data'),
  freshFor: hours(12),
  staleFor: days(7),
  quota: eurostatQuota,
  openQuestions: ['The categories that leave one series of each dataset (such as age and education for unemployment).'],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

async function read(door: Door, id: string): Promise<StatisticalSeriesModel> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('StatisticalSeries', id);
  return readEurostat(door, eurostatSeries, id, series);
}
