import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, startCity } from '../../test/support/city.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => NOW });
});
afterAll(() => city.close());

interface Counted {
  readonly value: number;
  readonly unit: string;
  readonly observedAt: string;
}

it('counts the people of all municipalities with one request, and of the region as their sum', async () => {
  city.resetCounts();
  const { data, errors } = await city.ask<{ municipalities: { population: Counted }[]; population: Counted }>(
    '{ municipalities { population { value unit observedAt } } population { value unit observedAt } }',
  );
  expect(errors).toBeUndefined();
  const sum = data.municipalities.reduce((total, { population }) => total + population.value, 0);
  expect(data.population).toEqual({ value: sum, unit: '{inhabitant}', observedAt: '2026-01-01T00:00:00.000Z' });
  expect(city.requests('statbel-population')).toBe(1);
});

it('knows the years before, and says from when on', async () => {
  const { data, errors } = await city.ask<{ before: Counted; never: null }>(
    `{ before: population(asOf: "2015-06-01T00:00:00Z") { observedAt } never: population(asOf: "1990-01-01T00:00:00Z") { value } }`,
  );
  expect(data).toEqual({ before: { observedAt: '2015-01-01T00:00:00.000Z' }, never: null });
  expect(errors).toMatchObject([{ path: ['never'], extensions: { code: 'HISTORY_NOT_KEPT', retryable: false } }]);
});

it('gives the region by age, in shares that make a whole', async () => {
  const { data, errors } = await city.ask<{ ageGroups: { band: string; inhabitants: Counted; share: Counted }[] }>(
    '{ ageGroups { band inhabitants { value unit } share { value unit } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.ageGroups.map(({ band }) => band)).toEqual(['UNDER_15', 'FROM_15_TO_64', 'FROM_65']);
  expect(data.ageGroups.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(100, 0);
});

it('joins the quality of life of a municipality without being named there', async () => {
  const { data, errors } = await city.ask<{
    municipalities: { qualityOfLife: { actionArea: string; indicators: { indicator: { id: string } }[] }[] }[];
  }>('{ municipalities(nisCodes: ["21009"]) { qualityOfLife { actionArea indicators { indicator { id } value } } } }');
  expect(errors).toBeUndefined();
  const people = data.municipalities[0]?.qualityOfLife.find(({ actionArea }) => actionArea === 'PEOPLE');
  expect(people?.indicators.map(({ indicator }) => indicator.id)).toEqual(['population', 'population-density']);
});
