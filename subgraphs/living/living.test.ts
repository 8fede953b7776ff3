import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, startCity } from '../../test/support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => new Date('2026-03-02T12:00:00Z') });
});
afterAll(() => city.close());

it('gives the incomes of all municipalities with one request, and those of years before', async () => {
  const { data, errors } = await city.ask<{ municipalities: { income: object; before: object }[] }>(
    '{ municipalities { income { value unit observedAt } before: income(asOf: "2015-06-01T00:00:00Z") { observedAt } } }',
  );
  expect(errors).toBeUndefined();
  for (const { income, before } of data.municipalities) {
    expect(income).toEqual({ value: expect.any(Number), unit: 'EUR', observedAt: '2023-12-31T00:00:00.000Z' });
    expect(before).toEqual({ observedAt: '2015-12-31T00:00:00.000Z' });
  }
  expect(city.requests('statbel-incomes')).toBe(1);
});

it('finds stages and cameras by id, by area and around a point', async () => {
  const { data, errors } = await city.ask<
    Record<string, { id: string }[]> & { location: { stages: { id: string }[] } }
  >(
    `{ stages(ids: ["brussels:ancienne-belgique", "brussels:nowhere"]) { id municipality { nisCode } }
       speedCameras(within: { municipality: "21009" }) { id municipality { nisCode } speedLimit }
       location(at: { lat: 50.8471, lon: 4.3487 }) { stages(first: 1) { id distance(from: { lat: 50.8471, lon: 4.3487 }) } } }`,
  );
  expect(data.stages).toEqual([{ id: 'brussels:ancienne-belgique', municipality: { nisCode: '21004' } }, null]);
  expect(data.location.stages).toEqual([{ id: 'brussels:ancienne-belgique', distance: 0 }]);
  expect(data.speedCameras?.length).toBeGreaterThan(0);
  expect(errors).toMatchObject([{ path: ['stages', 1], extensions: { code: 'UNKNOWN_ID' } }]);
});

it('joins the indicators of the region and the quality of life of a municipality', async () => {
  const { data, errors } = await city.ask<{
    livingIndicators: { indicator: { id: string }; value: number | null }[];
    municipalities: { qualityOfLife: { actionArea: string; indicators: { indicator: { id: string } }[] }[] }[];
  }>(
    `{ livingIndicators { indicator { id } value period }
       municipalities(nisCodes: ["21004"]) { qualityOfLife { actionArea indicators { indicator { id } value } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.livingIndicators.map(({ indicator }) => indicator.id)).toContain('poverty-risk');
  const living = data.municipalities[0]?.qualityOfLife.find(({ actionArea }) => actionArea === 'LIVING');
  expect(living?.indicators.map(({ indicator }) => indicator.id)).toEqual([
    'income-per-inhabitant',
    'cultural-venues',
    'speed-cameras',
  ]);
});
