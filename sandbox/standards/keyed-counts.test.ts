import { expect, it } from 'vitest';
import { emulate } from '../../subgraphs/mobility/sources/brussels-mobility-bike-counts/fixture/emulate.ts';
import { brusselsMobilityBikeCounts } from '../../subgraphs/mobility/sources/brussels-mobility-bike-counts/source.ts';
import { worldAt } from '../world.ts';
import { type Quarter, standard } from './keyed-counts.ts';

const world = worldAt(new Date('2026-09-01T15:40:00Z'), 1);

async function ask(query: Record<string, string>, counters = emulate) {
  const answer = await standard.answer(counters, { world, onClose: () => {} });
  const origin = 'http://localhost';
  const url = new URL('/bike/api/counts/', origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return answer({ method: 'GET', url, headers: {}, body: '' }, { world, source: brusselsMobilityBikeCounts, origin });
}
const historyOf = async (featureID: string, startDate: string, endDate: string) =>
  (await ask({ request: 'history', featureID, startDate, endDate })).body as {
    readonly data: readonly (Quarter & { readonly count_date: string })[];
  };

it('has 96 quarters in a day that is over, and those that are over today', async () => {
  const { data, ...envelope } = await historyOf('CJM90', '20260831', '20260901');
  expect(envelope).toMatchObject({ feature: 'CJM90', startDate: '2026/08/31', endDate: '2026/09/01' });
  expect(data.filter(({ count_date }) => count_date === '2026/08/31')).toHaveLength(96);
  // Until 15:30 UTC.
  expect(data.filter(({ count_date }) => count_date === '2026/09/01')).toHaveLength(62);
});

it('counted over the day about as much as the live counts say', async () => {
  const live = (await ask({ request: 'live', featureID: 'CB1142' })).body as { data: { day_cnt: number } };
  const { data } = await historyOf('CB1142', '20260831', '20260901');
  // The day began at 22:00 UTC in Brussels.
  const today = data.filter(({ count_date, time_gap }) => count_date === '2026/09/01' || time_gap > 88);
  const sum = today.reduce((total, { count }) => total + count, 0);
  expect(Math.abs(sum / live.data.day_cnt - 1)).toBeLessThan(0.1);
});

it('gives nothing of a pole that it does not know, or that keeps none', async () => {
  expect((await historyOf('XYZ', '20260831', '20260831')).data).toEqual([]);
  expect((await historyOf('CEK18', '20260831', '20260831')).data).toEqual([]);
});

it('refuses a history without a pole, without days, and of a feed that keeps none', async () => {
  const days = { startDate: '20260831', endDate: '20260831' };
  expect(await ask({ request: 'history', ...days })).toMatchObject({ status: 400 });
  expect(await ask({ request: 'history', featureID: 'CJM90' })).toMatchObject({ status: 400 });
  const backwards = { startDate: '20260901', endDate: '20260831' };
  expect(await ask({ request: 'history', featureID: 'CJM90', ...backwards })).toMatchObject({ status: 400 });
  const { history: _, ...without } = emulate;
  expect(await ask({ request: 'history', featureID: 'CJM90', ...days }, without)).toMatchObject({ status: 400 });
});
