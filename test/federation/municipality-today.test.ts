import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MunicipalityTodayDocument } from '../../client/__generated__/operations.ts';
import { type SubgraphCall, subgraphCalls } from '../../kernel/trace.ts';
import { type City, startCity } from '../support/city.ts';

/** Requests that one question about all 19 municipalities may cost, by feed and page. */
const REQUESTS = {
  'urbis-municipalities': 1,
  'villo-stations': 3, // discovery, information, status
  'brussels-mobility-traffic': 2, // devices, live
  'irceline-hourly': 2, // stations, series
  'enterprise-register': 20, // a page of each municipality, then 95 enterprises together
  'fixmystreet-incidents': 5, // pages of 100
};

let city: City;
const calls: SubgraphCall[] = [];
const record = (call: unknown) => calls.push(call as SubgraphCall);
beforeAll(async () => {
  city = await startCity();
  subgraphCalls.subscribe(record);
});
afterAll(async () => {
  subgraphCalls.unsubscribe(record);
  await city.close();
});
beforeEach(() => city.resetCounts());

it('costs four subgraph calls side by side, no entity hop, and one request per feed and page', async () => {
  const { errors } = await city.ask(MunicipalityTodayDocument);
  expect(errors).toBeUndefined();
  expect(calls.map(({ subgraph }) => subgraph).toSorted()).toEqual([
    'economy',
    'environment',
    'governance',
    'mobility',
  ]);
  expect(calls.map(({ entities }) => entities)).toEqual([0, 0, 0, 0]);
  const firstEnd = Math.min(...calls.map(({ startedAt, ms }) => startedAt + ms));
  expect(Math.max(...calls.map(({ startedAt }) => startedAt))).toBeLessThan(firstEnd);
  expect(Object.fromEntries(Object.keys(REQUESTS).map((dataset) => [dataset, city.requests(dataset)]))).toEqual(
    REQUESTS,
  );
  expect(city.allRequests()).toBe(Object.values(REQUESTS).reduce((sum, count) => sum + count, 0));
});

it('answers four domains for 19 municipalities, each part with its provenance', async () => {
  const { data, errors } = await city.ask(MunicipalityTodayDocument);
  expect(errors).toBeUndefined();
  expect(data.municipalities).toHaveLength(19);
  for (const municipality of data.municipalities) {
    expect(municipality?.name?.value).toMatch(/\w/);
    expect(municipality?.airQuality?.no2).toMatchObject({ value: expect.any(Number), unit: 'ug/m3' });
    expect(municipality?.enterprises?.nodes).toHaveLength(5);
    expect(municipality?.incidents?.length).toBeGreaterThan(0);
    for (const { provenance } of [
      { provenance: municipality?.provenance },
      { provenance: municipality?.airQuality?.provenance },
      ...(municipality?.bikeStations ?? []),
      ...(municipality?.trafficCounters ?? []),
      ...(municipality?.enterprises?.nodes ?? []),
      ...(municipality?.incidents ?? []),
    ]) {
      expect(provenance?.dataset.publisher.name.value).toMatch(/\w/);
      expect(provenance?.dataset.licence).toMatch(/\w/);
      expect(Date.parse(provenance?.freshUntil ?? '')).toBeGreaterThan(Date.parse(provenance?.retrievedAt ?? ''));
    }
  }
  expect(data.municipalities.flatMap((municipality) => municipality?.bikeStations ?? [])).toHaveLength(345);
});

it('asks nobody again while the answers are fresh, but the register that is never kept', async () => {
  await city.ask(MunicipalityTodayDocument);
  city.resetCounts();
  await city.ask(MunicipalityTodayDocument);
  expect(city.allRequests()).toBe(city.requests('enterprise-register'));
});
