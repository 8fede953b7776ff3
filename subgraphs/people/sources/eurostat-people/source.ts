import { eurostat, eurostatQuota, readEurostat } from '../../../../kernel/administrations/eurostat.ts';
import { url } from '../../../../kernel/env.ts';
import { unknownId } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import type { StatisticalSeries } from '../../../../kernel/statistics.ts';
import { days, hours } from '../../../../kernel/time.ts';
import type { PeopleProvides } from '../../provides.ts';
import { SERIES } from './series.ts';

export const eurostatPeople = defineSource<PeopleProvides>({
  id: 'eurostat-people',
  title: {
    en: 'Eurostat: age, education and internet use',
    fr: 'Eurostat : âge, éducation et usage d’internet',
    nl: 'Eurostat: leeftijd, onderwijs en internetgebruik',
  },
  description: {
    en: 'Yearly figures about the people of the Brussels-Capital Region that are comparable across Europe.',
    fr: 'Chiffres annuels sur les habitants de la Région de Bruxelles-Capitale, comparables en Europe.',
    nl: 'Jaarcijfers over de mensen in het Brussels Hoofdstedelijk Gewest, vergelijkbaar in heel Europa.',
  },
  administration: eurostat,
  licence: CC_BY,
  attribution: 'Source: Eurostat',
  theme: 'SOCI',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'JSON-stat 2.0',
  connector: 'jsonstat',
  endpoint: url('EUROSTAT_PEOPLE_URL', 'https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data'),
  freshFor: hours(12),
  staleFor: days(30),
  quota: eurostatQuota,
  openQuestions: [
    'The categories that leave one series of each dataset, such as the age bands `Y_LT15` and `Y_GE65`, and the indicator `I_IUGOV12` of online public services.',
  ],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

async function read(door: Door, id: string): Promise<StatisticalSeries> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('Figure', id);
  return readEurostat(door, eurostatPeople, id, series);
}
