import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type City, startCity } from '../support/city.ts';

/** A Monday morning in the rush hour. */
const RUSH_HOUR = new Date('2026-03-02T07:30:20Z');

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => RUSH_HOUR });
});
afterAll(() => city.close());
beforeEach(async () => {
  await closeDoors(); // Forgets what was answered, so that requests can be counted.
  city.resetCounts();
});

interface Measured {
  value: number;
  unit: string;
}

it('counts the traffic of all 19 municipalities with two requests', async () => {
  const { data, errors } = await city.ask<{
    municipalities: { nisCode: string; trafficCounters: { id: string; vehicles: Measured | null }[] }[];
  }>('{ municipalities { nisCode trafficCounters { id vehicles { value unit } } } }');
  expect(errors).toBeUndefined();
  const counters = data.municipalities.flatMap(({ trafficCounters }) => trafficCounters);
  expect(new Set(counters.map(({ id }) => id)).size).toBe(66);
  const counted = counters.flatMap(({ vehicles }) => vehicles ?? []);
  expect(counted.length).toBeGreaterThan(55);
  expect(counted.every(({ value, unit }) => value > 0 && unit === '{vehicles}/min')).toBe(true);
  expect(city.requests('brussels-mobility-traffic')).toBe(2);
  expect(city.calls('mobility')).toBe(1);
});

it('gives a traffic counter with speed and occupancy at the end of its minute', async () => {
  const { data } = await city.ask(
    `{ trafficCounters(ids: ["traffic:LOU_TD1", "traffic:NOWHERE"]) {
      id description { fr nl } location { lat lon } lanes municipalityBasis
      speed { unit observedAt quality } occupancy { unit } provenance { dataset { id } } } }`,
  );
  expect(data).toEqual({
    trafficCounters: [
      {
        id: 'traffic:LOU_TD1',
        description: {
          fr: 'Tunnel Louise - entrée : Basilique > Midi + Cambre',
          nl: 'Louizatunnel - inrit : Basiliek > Zuid + Kameren',
        },
        location: { lat: 50.836591, lon: 4.356959 },
        lanes: 2,
        municipalityBasis: 'BOUNDARY',
        speed: { unit: 'km/h', observedAt: '2026-03-02T07:30:00.000Z', quality: 'UNVALIDATED' },
        occupancy: { unit: '%' },
        provenance: { dataset: { id: 'brussels-mobility-traffic' } },
      },
      null,
    ],
  });
});

it('counts the bicycles of all 19 municipalities with two requests', async () => {
  const { data, errors } = await city.ask<{
    municipalities: { bikeCounters: { id: string; hourCount: number; dayCount: number; yearCount: number }[] }[];
  }>('{ municipalities { bikeCounters { id hourCount dayCount yearCount } } }');
  expect(errors).toBeUndefined();
  const counters = data.municipalities.flatMap(({ bikeCounters }) => bikeCounters);
  expect(counters).toHaveLength(13);
  for (const { hourCount, dayCount, yearCount } of counters) {
    expect(hourCount).toBeGreaterThan(0);
    expect(dayCount).toBeGreaterThan(hourCount);
    expect(yearCount).toBeGreaterThan(dayCount);
  }
  expect(city.requests('brussels-mobility-bike-counts')).toBe(2);
});
