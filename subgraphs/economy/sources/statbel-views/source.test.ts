import { expect, it, vi } from 'vitest';
import { type Captured, replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { SERIES } from './series.ts';
import { statbelViews } from './source.ts';

const CPI = 'statbel:consumer-price-index';
const HEALTH = 'statbel:health-index';
const FUEL = 'statbel:maximum-price-heating-oil';
const [CPI_PATH] = Object.keys(captured) as [keyof typeof captured];

async function read(id: string, answers: Captured = captured) {
  const { door, asked } = await replay(statbelViews, answers);
  return { series: await statbelViews.provides.statistics?.read(door, id), asked };
}

it('reads an index by month, the latest first, from a column with a typing error', async () => {
  const { series, asked } = await read(CPI);
  expect(series).toMatchObject({
    id: CPI,
    unit: '1',
    area: 'BE',
    observations: [
      { period: '2026-03', value: 137, status: null },
      { period: '2026-02', value: null, status: null },
      { period: '2026-01', value: 136.42, status: null },
      { period: '2025-12', value: 135.91, status: null },
    ],
    provenance: { observedAt: null },
  });
  expect(asked).toEqual([CPI_PATH]);
});

it('reads years that are numbers, and months that repeat the year', async () => {
  const { series } = await read(HEALTH);
  expect(series?.observations.map(({ period }) => period)).toEqual(['2026-03', '2026-02']);
});

it('reads the maximum price of one product by day', async () => {
  const { series } = await read(FUEL);
  expect(series).toMatchObject({
    unit: 'EUR/L',
    observations: [
      { period: '2026-03-03', value: 0.9131 },
      { period: '2026-03-02', value: 0.9 },
    ],
  });
});

it('names the column that has been renamed', async () => {
  const renamed = JSON.parse(JSON.stringify(captured).replaceAll('Cosumtieprijsindex', 'Prijsindex'));
  await expect(read(CPI, renamed)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'facts.0.value' },
  });
});

it('asks another view when one has taken the place of the first', async () => {
  vi.stubEnv('STATBEL_CONSUMER_PRICE_INDEX_VIEW', '00000000-0000-0000-0000-000000000001');
  const { asked } = await read(CPI, { 'GET /bestat/*': captured[CPI_PATH] });
  expect(asked).toEqual([expect.stringContaining('/views/00000000-0000-0000-0000-000000000001/')]);
  vi.unstubAllEnvs();
});

it('calls a view that has disappeared an outage of its figure', async () => {
  await expect(read(CPI, {})).rejects.toMatchObject({ extensions: { code: 'SOURCE_REFUSED', retryable: false } });
});

it('names each figure in all four languages', () => {
  for (const { title } of SERIES.values()) expect(Object.keys(title).toSorted()).toEqual(['de', 'en', 'fr', 'nl']);
});
