import { eurostat, eurostatQuota, readEurostat } from '../../../../kernel/administrations/eurostat.ts';
import { url } from '../../../../kernel/env.ts';
import { unknownId } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import type { StatisticalSeries } from '../../../../kernel/statistics.ts';
import { days, hours } from '../../../../kernel/time.ts';
import type { LivingProvides } from '../../provides.ts';
import { SERIES } from './series.ts';

export const eurostatLiving = defineSource<LivingProvides>({
  id: 'eurostat-living',
  title: {
    en: 'Eurostat: poverty',
    fr: 'Eurostat : pauvreté',
    nl: 'Eurostat: armoede',
  },
  description: {
    en: 'Yearly figures about poverty and exclusion in the Brussels-Capital Region that are comparable across Europe.',
    fr: 'Chiffres annuels sur la pauvreté et l’exclusion dans la Région de Bruxelles-Capitale, comparables en Europe.',
    nl: 'Jaarcijfers over armoede en uitsluiting in het Brussels Hoofdstedelijk Gewest, vergelijkbaar in heel Europa.',
  },
  administration: eurostat,
  licence: CC_BY,
  attribution: 'Source: Eurostat',
  theme: 'SOCI',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'JSON-stat 2.0',
  connector: 'jsonstat',
  endpoint: url('EUROSTAT_LIVING_URL', 'https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data'),
  freshFor: hours(12),
  staleFor: days(30),
  quota: eurostatQuota,
  openQuestions: [
    'Which dimensions `ilc_li41` and `ilc_peps11n` have beside the region: they were seen with `geo` alone. An unknown `unit`, or a further dimension, is answered 400 or with several series.',
  ],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

async function read(door: Door, id: string): Promise<StatisticalSeries> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('Figure', id);
  return readEurostat(door, eurostatLiving, id, series);
}
