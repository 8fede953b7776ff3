import { readTimeSeries } from '../connectors/jsonstat/jsonstat.ts';
import { addressOf } from '../endpoint.ts';
import { setting } from '../env.ts';
import type { Door } from '../http.ts';
import { REGION } from '../indicators.ts';
import type { Administration, Source } from '../source.ts';
import type { StatisticalSeries } from '../statistics.ts';
import type { LocalizedText } from '../text.ts';

export const eurostat: Administration = {
  id: 'eurostat',
  name: { en: 'Eurostat', fr: 'Eurostat', nl: 'Eurostat', de: 'Eurostat' },
  homepage: 'https://ec.europa.eu/eurostat',
};

/** What may be asked of its interface, all figures together; no number is published. */
export const eurostatQuota = setting('EUROSTAT_QUOTA', '120/60');

/** A figure of Eurostat: its dataset, and the filters that leave one series of it. */
export interface EurostatSeries {
  readonly dataset: string;
  readonly title: LocalizedText;
  readonly unit: string;
  readonly filters: Readonly<Record<string, string>>;
}

const FIRST_YEAR = '2005';

/** Reads a yearly figure of the region. */
export async function readEurostat(
  door: Door,
  source: Source,
  id: string,
  { dataset, title, unit, filters }: EurostatSeries,
): Promise<StatisticalSeries> {
  const url = addressOf(source, dataset, {
    format: 'JSON',
    lang: 'EN',
    geo: REGION,
    sinceTimePeriod: FIRST_YEAR,
    ...filters,
  });
  const { value, retrievedAt } = await readTimeSeries(door, source, { url, time: 'time' });
  return {
    id,
    title,
    unit,
    area: REGION,
    observations: value.observations.toSorted((a, b) => (a.period > b.period ? -1 : 1)),
    provenance: { source, observedAt: value.updated, retrievedAt },
  };
}
