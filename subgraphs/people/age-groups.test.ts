import { expect, it } from 'vitest';
import { openDoor } from '../../kernel/http.ts';
import { type StatisticalSeries, seriesLoader } from '../../kernel/statistics.ts';
import { testSource } from '../../test/support/source.ts';
import { COUNTS, countsOf } from './age-groups.ts';

const retrievedAt = new Date('2026-03-02T12:00:00Z');

/** Series by id, each with its values by year. */
const loaded = (counts: Readonly<Record<string, Readonly<Record<string, number>>>>) => {
  const read = async (_: unknown, id: string): Promise<StatisticalSeries> => ({
    id,
    title: { en: id },
    unit: '1',
    area: 'BE10',
    observations: Object.entries(counts[id] ?? {}).map(([period, value]) => ({ period, value, status: null })),
    provenance: { source: testSource(), observedAt: null, retrievedAt },
  });
  const door = openDoor({ now: () => retrievedAt, traceId: '1'.repeat(32), subgraph: 'people' });
  return { series: seriesLoader(door, [{ ids: Object.keys(counts), read }]) };
};

it('compares counts of one year only, the last that all of them have', async () => {
  const loaders = loaded({
    [COUNTS.all]: { 2024: 1_250_000, 2025: 1_260_000 },
    [COUNTS.young]: { 2023: 220_000, 2024: 210_000 },
  });
  const figures = await countsOf(loaders, [COUNTS.young, COUNTS.all], null);
  expect(figures.map(({ period, value }) => [period, value])).toEqual([
    ['2024', 210_000],
    ['2024', 1_250_000],
  ]);
});
