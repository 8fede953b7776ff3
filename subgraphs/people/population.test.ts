import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import type { PopulationRecord } from './models.ts';
import { populationOf } from './population.ts';

const count = (nisCode: string, year: number, inhabitants: number): PopulationRecord => ({
  nisCode,
  year,
  inhabitants,
  provenance: { source: testSource(), observedAt: new Date(Date.UTC(year, 0, 1)), retrievedAt: new Date() },
});
const counts = [count('21009', 2025, 89), count('21010', 2025, 54), count('21009', 2026, 90), count('21016', 2026, 86)];

it('gives the last count of a municipality', () => {
  expect(populationOf(counts, ['21009'], null)).toMatchObject({ year: 2026, inhabitants: 90 });
});

it('adds municipalities up only in a year in which all of them were counted', () => {
  expect(populationOf(counts, ['21009', '21010'], null)).toMatchObject({ year: 2025, inhabitants: 143 });
  expect(populationOf(counts, ['21010', '21016'], null)).toBeNull();
});

it('gives the count of the year that a moment lies in by Brussels time, and the last one before', () => {
  expect(populationOf(counts, ['21009'], new Date('2025-12-31T22:59:00Z'))).toMatchObject({ year: 2025 });
  expect(populationOf(counts, ['21009'], new Date('2025-12-31T23:00:00Z'))).toMatchObject({ year: 2026 });
  expect(populationOf(counts, ['21009'], new Date('2030-01-01T00:00:00Z'))).toMatchObject({ year: 2026 });
});

it('says that a moment before the first count is not kept', () => {
  expect(() => populationOf(counts, ['21009'], new Date('2001-01-01T00:00:00Z'))).toThrow(
    'The population by municipality keeps no history before 2025.',
  );
});
