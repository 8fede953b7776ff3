import { readTimeSeries } from '../../../../kernel/connectors/jsonstat/jsonstat.ts';
import { addressOf } from '../../../../kernel/endpoint.ts';
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
  administration: {
    id: 'eurostat',
    name: { en: 'Eurostat', fr: 'Eurostat', nl: 'Eurostat', de: 'Eurostat' },
    homepage: 'https://ec.europa.eu/eurostat',
  },
  licence: CC_BY,
  attribution: 'Source: Eurostat',
  standard: 'JSON-stat 2.0',
  connector: 'jsonstat',
  endpoint: url('EUROSTAT_URL', 'https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data'),
  freshFor: hours(12),
  staleFor: days(7),
  openQuestions: ['The categories that leave one series of each dataset (such as age and education for unemployment).'],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

/** NUTS code of the Brussels-Capital Region. */
const REGION = 'BE10';
const FIRST_YEAR = '2005';

async function read(door: Door, id: string): Promise<StatisticalSeriesModel> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('StatisticalSeries', id);
  const { dataset, title, unit, filters } = series;
  const address = addressOf(eurostatSeries, dataset, {
    format: 'JSON',
    lang: 'EN',
    geo: REGION,
    sinceTimePeriod: FIRST_YEAR,
    ...filters,
  });
  const { value, retrievedAt } = await readTimeSeries(door, eurostatSeries, { url: address, time: 'time' });
  return {
    id,
    title,
    unit,
    area: REGION,
    observations: value.observations.toSorted((a, b) => (a.period > b.period ? -1 : 1)),
    provenance: { source: eurostatSeries, observedAt: value.updated, retrievedAt },
  };
}
