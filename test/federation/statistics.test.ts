import { expect, it } from 'vitest';
import { cityForThisTest } from '../support/city.ts';

interface Answer {
  regionalSeries: ({ id: string; unit: string; observations: { period: string; value: number | null }[] } | null)[];
}
const FIELDS = 'id unit observations(first: 3) { period value }';

it('gives figures with one request each, latest period first', async () => {
  const city = await cityForThisTest();
  const { data, errors } = await city.ask<Answer>(`{ regionalSeries { ${FIELDS} } }`);
  expect(errors).toBeUndefined();
  expect(data.regionalSeries).toHaveLength(8);
  for (const series of data.regionalSeries) {
    const periods = series?.observations.map(({ period }) => period) ?? [];
    expect(periods).toHaveLength(3);
    expect(periods).toEqual(periods.toSorted().toReversed());
    expect(series?.observations[0]?.value).toEqual(expect.any(Number));
  }
  expect(['eurostat-series', 'nbb-series', 'statbel-views'].map(city.requests)).toEqual([3, 2, 3]);
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
    ...Array(3).fill('eurostat'),
    null,
    null,
    ...Array(3).fill('statbel'),
  ]);
  expect(errors?.map(({ extensions }) => [extensions.code, extensions.dataset])).toEqual([
    ['SOURCE_UNAVAILABLE', 'nbb-series'],
    ['SOURCE_UNAVAILABLE', 'nbb-series'],
  ]);
});

it('gives the values of periods that begin in a span, and days, months and years alike', async () => {
  const city = await cityForThisTest({ now: () => new Date('2026-03-10T12:00:00Z') });
  const { data, errors } = await city.ask<Answer>(
    `{ regionalSeries(ids: ["statbel:consumer-price-index", "nbb:gdp-per-resident"]) {
      id unit observations(between: { from: "2024-01-01T00:00:00Z", to: "2024-04-01T00:00:00Z" }) { period value } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.regionalSeries.map((series) => series?.observations.map(({ period }) => period))).toEqual([
    ['2024-03', '2024-02', '2024-01'],
    ['2024'],
  ]);
});

it.each([
  ['from: "2024-04-01T00:00:00Z", to: "2024-01-01T00:00:00Z"', 'must be before'],
  ['from: "2024-04-01"', 'RFC 3339'],
])('refuses the span { %s }', async (span, message) => {
  const city = await cityForThisTest();
  const { errors } = await city.ask(`{ regionalSeries(first: 1) { observations(between: { ${span} }) { period } } }`);
  expect(errors?.[0]?.message).toContain(message);
});
