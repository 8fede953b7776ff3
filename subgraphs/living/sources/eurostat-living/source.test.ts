import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { SERIES } from './series.ts';
import { eurostatLiving } from './source.ts';

const [PATH = ''] = Object.keys(captured);

it('reads a rate, latest year first, with its gap and its flag', async () => {
  const { door, asked } = await replay(eurostatLiving, captured);
  const series = await eurostatLiving.provides.statistics?.read(door, 'eurostat:poverty-risk');
  expect(series?.observations).toEqual([
    { period: '2025', value: 35.8, status: 'b' },
    { period: '2024', value: null, status: ':' },
    { period: '2023', value: 37.2, status: null },
  ]);
  expect(asked).toEqual([expect.stringMatching(/geo=BE10.*unit=PC$/)]);
});

it('names the dimension that is not down to one category', async () => {
  const answer = { ...captured['GET /eurostat/api/dissemination/statistics/1.0/data/ilc_li41'], size: [1, 2, 1, 3] };
  const { door } = await replay(eurostatLiving, { [PATH]: answer });
  await expect(eurostatLiving.provides.statistics?.read(door, 'eurostat:poverty-risk')).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'size.unit' },
  });
});

it('names each figure in all four languages', () => {
  for (const { title } of SERIES.values()) expect(Object.keys(title).toSorted()).toEqual(['de', 'en', 'fr', 'nl']);
});
