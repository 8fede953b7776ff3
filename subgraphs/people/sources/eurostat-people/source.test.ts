import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { SERIES } from './series.ts';
import { eurostatPeople } from './source.ts';

const PATH = 'GET /eurostat/api/dissemination/statistics/1.0/data/demo_r_pjanaggr3';

async function read(answer: unknown = captured[PATH]) {
  const { door, asked } = await replay(eurostatPeople, { [PATH]: answer });
  return { series: await eurostatPeople.provides.statistics?.read(door, 'eurostat:population'), asked };
}

it('reads a count, latest year first, with its gap and its flag', async () => {
  const { series } = await read();
  expect(series).toMatchObject({
    id: 'eurostat:population',
    unit: '{inhabitant}',
    observations: [
      { period: '2026', value: 1_260_000, status: 'p' },
      { period: '2025', value: null, status: ':' },
      { period: '2024', value: 1_241_175, status: null },
    ],
    provenance: { observedAt: new Date('2026-07-10T21:00:00Z') },
  });
});

it('asks for the region, both sexes and one age', async () => {
  const { asked } = await read();
  expect(asked).toEqual([expect.stringMatching(/geo=BE10.*unit=NR&sex=T&age=TOTAL$/)]);
});

it('takes no answer with more than one age for the one it asked', async () => {
  const answer = { ...captured[PATH], size: [1, 1, 1, 2, 1, 3] };
  await expect(read(answer)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'size.age' } });
});

it('names each figure in all four languages', () => {
  for (const { title } of SERIES.values()) expect(Object.keys(title).toSorted()).toEqual(['de', 'en', 'fr', 'nl']);
});
