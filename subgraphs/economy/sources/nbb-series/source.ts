import { readSeries } from '../../../../kernel/connectors/sdmx/sdmx.ts';
import { read as readSetting, secret, url } from '../../../../kernel/env.ts';
import { unknownId } from '../../../../kernel/errors.ts';
import type { Door } from '../../../../kernel/http.ts';
import { CC_BY, defineSource } from '../../../../kernel/source.ts';
import { days, hours } from '../../../../kernel/time.ts';
import type { StatisticalSeriesModel } from '../../models.ts';
import type { EconomyProvides } from '../../provides.ts';
import { SERIES } from './series.ts';

/** The name under which the bank's firewall lets us in, once it does. */
const ORIGIN = secret('NBB_ORIGIN');

export const nbbSeries = defineSource<EconomyProvides>({
  id: 'nbb-series',
  title: { en: 'NBB.Stat regional accounts', fr: 'NBB.Stat, comptes régionaux', nl: 'NBB.Stat, regionale rekeningen' },
  description: {
    en: 'Yearly figures of the region from the regional accounts of the National Bank of Belgium.',
    fr: 'Chiffres annuels de la Région issus des comptes régionaux de la Banque nationale de Belgique.',
    nl: 'Jaarcijfers van het Gewest uit de regionale rekeningen van de Nationale Bank van België.',
  },
  administration: {
    id: 'nbb',
    name: {
      en: 'National Bank of Belgium',
      fr: 'Banque nationale de Belgique',
      nl: 'Nationale Bank van België',
      de: 'Belgische Nationalbank',
    },
    homepage: 'https://www.nbb.be',
  },
  licence: CC_BY,
  theme: 'ECON',
  updateFrequency: 'ANNUAL',
  highValue: 'STATISTICS',
  standard: 'SDMX 2.1 REST, SDMX-JSON 2.0',
  connector: 'sdmx',
  endpoint: url('NBB_SDMX_URL', 'https://nsidisseminate-stat.nbb.be/rest'),
  key: ORIGIN,
  freshFor: hours(12),
  staleFor: days(7),
  openQuestions: [
    'Its firewall answers whoever does not come from its own pages (an `Origin`, and the `User-Agent` of a browser) with an HTML page. We do not disguise ourselves: the bank has to let us in, under a name of ours that `NBB_ORIGIN` then holds.',
    'Until then both figures are unavailable, `nbb:disposable-income-per-resident` (DF_REGHHINC) and `nbb:gdp-per-resident` (DF_REGACA10). Eurostat has the second; of the first we know no other source.',
    'The licence of the figures; CC BY 4.0 is assumed.',
    'Whether the keys we ask name one series each.',
  ],
  provides: { statistics: { ids: [...SERIES.keys()], read } },
});

const FIRST_YEAR = '2005';
/** The observation status that says nothing in particular (SDMX code list CL_OBS_STATUS). */
const NORMAL = 'A';

const introduced = (): Readonly<Record<string, string>> => {
  const origin = readSetting(ORIGIN);
  return origin ? { origin } : {};
};

async function read(door: Door, id: string): Promise<StatisticalSeriesModel> {
  const series = SERIES.get(id);
  if (!series) throw unknownId('StatisticalSeries', id);
  const { flow, key, title, unit } = series;
  const { value, retrievedAt } = await readSeries(door, nbbSeries, {
    flow,
    key,
    from: FIRST_YEAR,
    headers: introduced(),
  });
  return {
    id,
    title,
    unit,
    area: 'BE10',
    observations: value.map((year) => ({ ...year, status: year.status === NORMAL ? null : year.status })).toReversed(),
    provenance: { source: nbbSeries, observedAt: null, retrievedAt },
  };
}
