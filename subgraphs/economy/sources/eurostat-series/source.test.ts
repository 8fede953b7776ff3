import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { SERIES } from './series.ts';
import { eurostatSeries } from './source.ts';

const PATH = 'GET /eurostat/api/dissemination/statistics/1.0/data/rd_e_gerdreg';
const RESEARCH = 'eurostat:rd_e_gerdreg';

async function read(answer: unknown = captured[PATH]) {
  const { door, asked } = await replay(eurostatSeries, { [PATH]: answer });
  return { series: await eurostatSeries.provides.statistics?.read(door, RESEARCH), asked };
}

it('reads a figure, latest year first, with its gap and its flag', async () => {
  const { series } = await read();
  expect(series).toMatchObject({
    id: RESEARCH,
    unit: '%',
    area: 'BE10',
    observations: [
      { period: '2025', value: 30, status: null },
      { period: '2024', value: 29.8, status: 'b' },
      { period: '2023', value: null, status: ':' },
      { period: '2022', value: 31.2, status: null },
    ],
    provenance: { observedAt: new Date('2026-09-17T21:00:00Z') },
  });
});

it('reads values and positions that are lists', async () => {
  const answer = structuredClone<Record<string, unknown>>(captured[PATH]);
  answer.value = [31.2, null, 29.8, 30];
  answer.status = [null, ':', 'b', null];
  answer.dimension = { ...captured[PATH].dimension, time: { category: { index: ['2022', '2023', '2024', '2025'] } } };
  expect((await read(answer)).series?.observations).toEqual((await read()).series?.observations);
});

it('asks for the region and one category of every dimension', async () => {
  const { asked } = await read();
  expect(asked).toEqual([expect.stringMatching(/geo=BE10.*sinceTimePeriod=2005.*unit=PC_GDP&sectperf=TOTAL$/)]);
});

it('takes no answer with more than one series for the one it asked', async () => {
  const answer = { ...captured[PATH], size: [1, 2, 1, 4] };
  await expect(read(answer)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'size.unit' } });
});

it('names each figure in all four languages', () => {
  for (const { title } of SERIES.values()) expect(Object.keys(title).toSorted()).toEqual(['de', 'en', 'fr', 'nl']);
});
