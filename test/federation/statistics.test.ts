import { expect, it } from 'vitest';
import { cityForThisTest } from '../support/city.ts';

interface Answer {
  regionalSeries: ({ id: string; unit: string; observations: { period: string; value: number | null }[] } | null)[];
}
const FIELDS = 'id unit observations(first: 3) { period value }';

it('gives the region’s figures with one request each, latest year first', async () => {
  const city = await cityForThisTest();
  const { data, errors } = await city.ask<Answer>(`{ regionalSeries { ${FIELDS} } }`);
  expect(errors).toBeUndefined();
  expect(data.regionalSeries).toHaveLength(6);
  for (const series of data.regionalSeries) {
    const periods = series?.observations.map(({ period }) => period) ?? [];
    expect(periods).toHaveLength(3);
    expect(periods).toEqual(periods.toSorted().toReversed());
    expect(series?.observations[0]?.value).toEqual(expect.any(Number));
  }
  expect([city.requests('eurostat-series'), city.requests('nbb-series')]).toEqual([4, 2]);
});

it('tells what a figure is and whose, and the flag of a year', async () => {
  const city = await cityForThisTest();
  const { data } = await city.ask(
    `{ regionalSeries(ids: ["nbb:gdp-per-resident"]) { title { value(lang: FR) } area
      observations(first: 2) { status } provenance { observedAt freshness dataset { id publisher { id } } } } }`,
  );
  expect(data.regionalSeries).toEqual([
    {
      title: { value: 'Produit intérieur brut par habitant' },
      area: 'BE10',
      observations: [{ status: 'P' }, { status: null }],
      provenance: { observedAt: null, freshness: 'FRESH', dataset: { id: 'nbb-series', publisher: { id: 'nbb' } } },
    },
  ]);
});

it('asks nobody for an unknown figure, and once for one that is asked twice', async () => {
  const city = await cityForThisTest();
  const { data, errors } = await city.ask<Answer>(
    '{ regionalSeries(ids: ["nbb:gdp-per-resident", "eurostat:nothing", "nbb:gdp-per-resident"]) { id } }',
  );
  expect(data.regionalSeries).toEqual([{ id: 'nbb:gdp-per-resident' }, null, { id: 'nbb:gdp-per-resident' }]);
  expect(errors).toMatchObject([
    { path: ['regionalSeries', 1], extensions: { code: 'UNKNOWN_ID', id: 'eurostat:nothing' } },
  ]);
  expect(city.allRequests()).toBe(1);
});

it('is complete but for the office that is down', async () => {
  const city = await cityForThisTest({ faults: { 'nbb-series': 'refuse' } });
  const { data, errors } = await city.ask<Answer>(`{ regionalSeries { ${FIELDS} } }`);
  expect(data.regionalSeries.map((series) => series?.id.split(':')[0] ?? null)).toEqual([
    ...Array(4).fill('eurostat'),
    null,
    null,
  ]);
  expect(errors?.map(({ extensions }) => [extensions.code, extensions.dataset])).toEqual([
    ['SOURCE_UNAVAILABLE', 'nbb-series'],
    ['SOURCE_UNAVAILABLE', 'nbb-series'],
  ]);
});
