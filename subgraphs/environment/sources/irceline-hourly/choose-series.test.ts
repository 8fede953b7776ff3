import { expect, it } from 'vitest';
import type { Series } from '../../../../kernel/connectors/timeseries/timeseries.ts';
import { chooseSeries } from './choose-series.ts';

const series = (id: string, hour: number | null, value: number | null = 20): Series => ({
  id,
  station: { id: '1', label: '41B001 - Arts-Loi', location: { lat: 50.8, lon: 4.3 } },
  phenomenonId: '5',
  unit: 'µg/m³',
  last: hour === null ? null : { at: new Date(Date.UTC(2026, 8, 1, hour)), value },
});
const chosen = (...candidates: Series[]) => chooseSeries(candidates)?.id;

it('takes the series with the newest usable value', () => {
  expect(chosen(series('1', 7), series('2', 8))).toBe('2');
});

it('does not count a newer value that is invalid', () => {
  expect(chosen(series('1', 8, -9999), series('2', 7), series('3', 8, null))).toBe('2');
});

it('takes the lowest id by number of those with the same hour, in whatever order they come', () => {
  expect(chosen(series('1000', 8), series('999', 8))).toBe('999');
  expect(chosen(series('999', 8), series('1000', 8))).toBe('999');
});

it('still chooses, by id, when none has a usable value', () => {
  expect(chosen(series('6', null), series('5', 8, -1))).toBe('5');
  expect(chosen()).toBeUndefined();
});
