import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { freshnessOf, freshUntil } from './provenance.ts';

const at = (time: string) => new Date(`2026-09-01T${time}Z`);
const source = testSource({ freshFor: 60, observedWithin: 3600 });
const provenance = { source, observedAt: at('07:45:00'), retrievedAt: at('08:00:00') };

it('may be called fresh for as long as its dataset declares', () => {
  expect(freshUntil(provenance)).toEqual(at('08:01:00'));
});

it('is FRESH up to that moment, and STALE after it', () => {
  expect(freshnessOf(provenance, at('08:01:00'))).toBe('FRESH');
  expect(freshnessOf(provenance, at('08:01:01'))).toBe('STALE');
});

it('is STALE when it was observed too long ago, however recently asked', () => {
  expect(freshnessOf({ ...provenance, observedAt: at('07:00:30') }, at('08:00:30'))).toBe('FRESH');
  expect(freshnessOf({ ...provenance, observedAt: at('07:00:29') }, at('08:00:30'))).toBe('STALE');
});

it('does not grow old by observation where the dataset sets no limit, or the source does not say', () => {
  const unlimited = { ...provenance, source: testSource({ freshFor: 60 }), observedAt: new Date(0) };
  expect(freshnessOf(unlimited, at('08:00:30'))).toBe('FRESH');
  expect(freshnessOf({ ...provenance, observedAt: null }, at('08:00:30'))).toBe('FRESH');
});

it('is SUSPECT when it was observed in the future, five minutes being forgiven', () => {
  expect(freshnessOf({ ...provenance, observedAt: at('08:05:00') }, at('08:00:00'))).toBe('FRESH');
  expect(freshnessOf({ ...provenance, observedAt: at('08:05:01') }, at('08:00:00'))).toBe('SUSPECT');
});
