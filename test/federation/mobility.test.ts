import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type City, cityForThisTest, startCity } from '../support/city.ts';

/** A Monday morning in the rush hour. */
const RUSH_HOUR = new Date('2026-03-02T07:30:20Z');

let city: City;
beforeAll(async () => {
  city = await startCity({ isAlone: true });
});
afterAll(async () => {
  await city.close();
  vi.useRealTimers();
});
beforeEach(async () => {
  vi.setSystemTime(RUSH_HOUR); // The clock of the sandbox and of the subgraphs alike.
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

it('shows what stands somewhere, and not what only counts', async () => {
  const { data } = await city.ask<{ trafficCounters: { id: string }[] }>('{ trafficCounters(first: 200) { id } }');
  expect(data.trafficCounters).toHaveLength(66);
  expect(data.trafficCounters).not.toContainEqual({ id: 'traffic:NEW_TD1' });
});

it('counts the bicycles of all 19 municipalities with two requests, but at a pole that is out of use', async () => {
  interface Counter {
    id: string;
    hourCount: number;
    dayCount: number;
    yearCount: number;
  }
  const { data, errors } = await city.ask<{ municipalities: { bikeCounters: Counter[] }[] }>(
    '{ municipalities { bikeCounters { id hourCount dayCount yearCount } } }',
  );
  expect(errors).toBeUndefined();
  const counters = data.municipalities.flatMap(({ bikeCounters }) => bikeCounters);
  expect(counters).toHaveLength(13);
  const retired = 'bike-counter:SJE181';
  const silent = { hourCount: null, dayCount: null, yearCount: null };
  expect(counters).toContainEqual({ id: retired, ...silent });
  for (const { hourCount, dayCount, yearCount } of counters.filter(({ id }) => id !== retired)) {
    expect(hourCount).toBeGreaterThan(0);
    expect(dayCount).toBeGreaterThan(hourCount);
    expect(yearCount).toBeGreaterThan(dayCount);
  }
  expect(city.requests('brussels-mobility-bike-counts')).toBe(2);
});

interface Departing {
  line: string;
  destination: { fr: string | null } | null;
  expectedAt: string;
  basis: 'LIVE' | 'SCHEDULED';
}
interface StopsAnswer {
  municipalities: { nisCode: string; stops: { id: string; departures: Departing[] }[] }[];
}
const DEPARTURES = `{ municipalities { nisCode stops { id
  departures(first: 3) { line destination { fr } expectedAt basis } } } }`;

it('gives the next departures of every stop: a request for each page of stops, and of times', async () => {
  const { data, errors } = await city.ask<StopsAnswer>(DEPARTURES);
  expect(errors).toBeUndefined();
  const stops = data.municipalities
    .flatMap((municipality) => municipality.stops)
    .filter(({ id }) => id.startsWith('stib:'));
  expect(new Set(stops.map(({ id }) => id)).size).toBe(1_488);
  // Metro lines end here; from elsewhere a train always leaves.
  const ends = stops.filter(({ id, departures }) => id.startsWith('stib:8') && departures.length === 0);
  expect(ends.map(({ id }) => id).toSorted()).toEqual([
    'stib:8162',
    'stib:8262',
    'stib:8472',
    'stib:8642',
    'stib:8834',
  ]);
  expect(city.requests('stib-stops')).toBe(Math.ceil(1_489 / 1_000)); // One of them is nowhere.
  expect(city.requests('stib-waiting-times')).toBe(4); // Pages of a thousand lines at stops.
});

it('sorts the departures of both lines of a platform, and tells the language asked', async () => {
  const { data } = await city.ask<{ stops: { name: { value: string }; departures: Departing[] }[] }>(
    '{ stops(ids: ["stib:8021"]) { name { value(lang: NL) } departures { line destination { fr } expectedAt basis } } }',
  );
  const [central] = data.stops;
  expect(central?.name.value).toBe('CENTRAAL STATION');
  expect(new Set(central?.departures.map(({ line }) => line))).toEqual(new Set(['1', '5']));
  const times = central?.departures.map(({ expectedAt }) => Date.parse(expectedAt)) ?? [];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  for (const time of times) {
    expect(time - RUSH_HOUR.getTime()).toBeGreaterThan(-60_000);
    expect(time - RUSH_HOUR.getTime()).toBeLessThan(15 * 60_000);
  }
});

it('announces the first trains of the morning by the timetable when none runs', async () => {
  vi.setSystemTime('2026-03-02T03:00:00+01:00');
  const { data } = await city.ask<StopsAnswer>(DEPARTURES);
  const departures = data.municipalities.flatMap(({ stops }) => stops.flatMap((stop) => stop.departures));
  expect(departures.length).toBeGreaterThan(3_000);
  expect(departures.every(({ basis }) => basis === 'SCHEDULED')).toBe(true);
  const first = Math.min(...departures.map(({ expectedAt }) => Date.parse(expectedAt)));
  expect(new Date(first)).toEqual(new Date('2026-03-02T05:20:00+01:00'));
});

// The last one: a second city takes over the addresses of the sources, which are this process's environment.
it('keeps the stops when the waiting times are down', async () => {
  const silent = await cityForThisTest({ faults: { 'stib-waiting-times': '500' } });
  const { data, errors } = await silent.ask('{ stops(ids: ["stib:8021"]) { id departures { line } } }');
  expect(data).toEqual({ stops: [{ id: 'stib:8021', departures: null }] });
  expect(errors).toMatchObject([
    {
      path: ['stops', 0, 'departures'],
      extensions: { code: 'SOURCE_UNAVAILABLE', dataset: 'stib-waiting-times', retryable: true },
    },
  ]);
});
