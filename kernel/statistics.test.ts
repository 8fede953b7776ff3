import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { figureOfSeries, type Observation, type StatisticalSeries, startOf } from './statistics.ts';

const at = (period: string, value: number | null): Observation => ({ period, value, status: null });
const series = (...observations: Observation[]): StatisticalSeries => ({
  id: 'test:rate',
  title: { en: 'The rate' },
  unit: '%',
  area: 'BE10',
  observations,
  provenance: { source: testSource(), observedAt: null, retrievedAt: new Date('2026-11-01T00:00:00Z') },
});
const yearly = series(at('2025', null), at('2024', 12), at('2023', 14));

it.each([
  ['2024', '2024-01-01T00:00:00.000Z'],
  ['2026-03', '2026-03-01T00:00:00.000Z'],
  ['2026-03-02', '2026-03-02T00:00:00.000Z'],
])('knows when %s begins', (period, start) => {
  expect(startOf(at(period, 1)).toISOString()).toBe(start);
});

it('gives the last value that there is, with its period, as the publisher has checked it', () => {
  expect(figureOfSeries(yearly, null)).toMatchObject({ value: 12, period: '2024', quality: 'VALIDATED' });
});

it('gives the value of the period that a moment lies in, and null where the publisher has none', () => {
  expect(figureOfSeries(yearly, new Date('2023-07-01T00:00:00Z'))).toMatchObject({ value: 14, period: '2023' });
  expect(figureOfSeries(yearly, new Date('2025-07-01T00:00:00Z'))).toMatchObject({ value: null, period: '2025' });
});

it('says when a moment lies before everything that is kept', () => {
  expect(() => figureOfSeries(yearly, new Date('2019-01-01T00:00:00Z'))).toThrow(
    'The rate keeps no history before 2023.',
  );
  expect(figureOfSeries(series(), new Date('2019-01-01T00:00:00Z'))).toMatchObject({ value: null });
});
