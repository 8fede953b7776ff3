import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type City, cityForThisTest, startCity } from '../support/city.ts';

/** A Monday in the evening rush hour. */
const RUSH_HOUR = new Date('2026-03-02T17:30:00+01:00');
const CENTRE = { lat: 50.8466, lon: 4.3528 };

let city: City;
beforeAll(async () => {
  vi.useFakeTimers({ now: RUSH_HOUR, toFake: ['Date'] });
  city = await startCity({ isAlone: true });
});
afterAll(async () => {
  await city.close();
  vi.useRealTimers();
});
let failing: string[] = [];
beforeEach(async () => {
  vi.setSystemTime(RUSH_HOUR);
  for (const dataset of failing.splice(0)) await city.fail(dataset, null);
  await closeDoors();
  city.resetCounts();
});
async function have(faults: Readonly<Record<string, string>>): Promise<void> {
  failing = Object.keys(faults);
  for (const [dataset, fault] of Object.entries(faults)) await city.fail(dataset, fault);
}

const AROUND = `query ($at: PointInput!) { location(at: $at) {
  lat lon municipality { nisCode } municipalityBasis
  address { street { fr nl } postalCode location { lat lon } }
  neighbourhood { id municipality { nisCode } }
  incidents { id distance(from: $at) } permits { id }
  stops { id distance(from: $at) } bikeStations { id distance(from: $at) } sharedVehicles { system distance(from: $at) }
  bikeCounters { id } trafficCounters { id } roadEvents { id } carParks { id }
  air { no2 { value unit quality } pm10 { value } pm25 { value } o3 { value } belAqi { value } nearestStation { id } }
  weather { id temperature { value unit } } citizenSensors { id } trees { id }
  venues { id }
} }`;

describe('a point of the region', () => {
  it('is answered by every domain side by side, with one request for each feed and page', async () => {
    const { data, errors } = await city.ask<{ location: Record<string, unknown> }>(AROUND, {
      variables: { at: CENTRE },
    });
    expect(errors).toBeUndefined();
    expect(data.location).toMatchObject({
      ...CENTRE,
      municipality: { nisCode: '21004' },
      municipalityBasis: 'BOUNDARY',
      address: { postalCode: expect.stringMatching(/^1\d{3}$/) },
      neighbourhood: { municipality: { nisCode: '21004' } },
      air: { no2: { unit: 'ug/m3', quality: 'DERIVED' }, nearestStation: { id: expect.stringMatching(/^41/) } },
      weather: { temperature: { unit: 'Cel' } },
    });
    for (const domain of ['mobility', 'environment', 'economy', 'governance']) expect(city.calls(domain)).toBe(1);
    expect(city.requests('urbis-geocoder')).toBe(2); // French and Dutch.
    expect(city.requests('dott-vehicles')).toBe(2); // What stands free, and of what type.
    expect(city.requests('kmi-weather')).toBe(1);
    expect(city.requests('irceline-interpolated')).toBe(4); // One for each pollutant.
  });

  it('lists what is near with the nearest first', async () => {
    const { data } = await city.ask<{ location: Record<string, { distance: number }[]> }>(AROUND, {
      variables: { at: CENTRE },
    });
    for (const list of ['stops', 'bikeStations', 'sharedVehicles', 'incidents']) {
      const distances = (data.location[list] ?? []).map(({ distance }) => distance);
      expect(distances.length, list).toBeGreaterThan(0);
      expect(distances, list).toEqual(distances.toSorted((a, b) => a - b));
      expect(Math.max(...distances), list).toBeLessThanOrEqual(500);
    }
  });

  it('makes no more requests for many points than for one, except where each is looked up by itself', async () => {
    const at = [CENTRE, { lat: 50.8276, lon: 4.3723 }, { lat: 50.8677, lon: 4.3737 }];
    const { data, errors } = await city.ask<{ locations: unknown[] }>(
      `query ($at: [PointInput!]!) { locations(at: $at) { municipality { nisCode } stops { id } sharedVehicles { system }
        air { no2 { value } belAqi { value } } weather { id } } }`,
      { variables: { at } },
    );
    expect(errors).toBeUndefined();
    expect(data.locations).toMatchObject([
      { municipality: { nisCode: '21004' } },
      { municipality: { nisCode: '21009' } },
      { municipality: { nisCode: '21015' } },
    ]);
    expect(city.requests('irceline-interpolated')).toBe(4);
    expect(city.requests('dott-vehicles')).toBe(2);
    expect(city.requests('stib-stops')).toBe(2);
  });

  it('is rounded to five decimals at the door', async () => {
    const { data } = await city.ask('{ location(at: { lat: 50.84661234, lon: 4.35284999 }) { lat lon } }');
    expect(data).toEqual({ location: { lat: 50.84661, lon: 4.35285 } });
  });

  it('is refused in its own place outside the region, with a hint when it was swapped', async () => {
    const { data, errors } = await city.ask(
      '{ locations(at: [{ lat: 4.3528, lon: 50.8466 }, { lat: 50.8466, lon: 4.3528 }]) { lat stops { id } } }',
    );
    expect(data).toMatchObject({ locations: [null, { lat: 50.8466 }] });
    expect(errors).toMatchObject([
      { path: ['locations', 0], message: expect.stringContaining('swapped'), extensions: { code: 'OUTSIDE_REGION' } },
    ]);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['{ nextDepartures(walkingSpeed: 9) { line } }', 'between 0.3 and 3 metres a second'],
    ['{ stops(within: 9000) { id } }', 'between 1 and 5000 metres'],
    ['{ trees(within: 4000) { id } }', 'at most 1000 metres'],
  ])('refuses %s', async (fields, message) => {
    const { errors } = await city.ask(`{ location(at: { lat: 50.8466, lon: 4.3528 }) ${fields} }`);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('where somebody is', () => {
  it('is never in an address: GET is refused before anything is asked', async () => {
    const get = (query: string) =>
      fetch(`${city.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': '1' } });
    const refused = await get('{ location(at: { lat: 50.8466, lon: 4.3528 }) { stops { id } } }');
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'POSITION_NEEDS_POST' } }] });
    expect(city.allRequests()).toBe(0);
    const box = await get(
      '{ bikeStations(within: { bbox: { south: 50.84, west: 4.34, north: 50.85, east: 4.36 } }) { id } }',
    );
    expect(box.status).toBe(200);
  });

  it('is kept nowhere on the way back', async () => {
    const post = (query: string) =>
      fetch(`${city.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    const near = await post('{ location(at: { lat: 50.8466, lon: 4.3528 }) { bikeStations { id } } }');
    expect(near.headers.get('cache-control')).toBe('no-store');
    const all = await post('{ bikeStations { id } }');
    if (process.env.GATEWAY_ENGINE !== 'apollo')
      expect(all.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
  });

  it('is in no log line and in no trace, whatever fails', async () => {
    const told: string[] = [];
    const { subscribe, unsubscribe } = await import('node:diagnostics_channel');
    const listen = (message: unknown): void => void told.push(JSON.stringify(message));
    const channels = ['source-request', 'subgraph-call', 'gateway-operation'].map(
      (name) => `brussels-city-graph.${name}`,
    );
    for (const name of channels) subscribe(name, listen);
    await have({ 'urbis-geocoder': 'html', 'brussels-trees': '500', 'kmi-weather': '500' });
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
    await city.ask(AROUND, { variables: { at: { lat: 50.84567, lon: 4.35678 } } });
    await city.ask('{ places(text: "Chaussée de Waterloo 123") { addresses { score } stops { id } } }');
    write.mockRestore();
    for (const name of channels) unsubscribe(name, listen);
    const all = told.join('\n');
    expect(told.length).toBeGreaterThan(10);
    expect(all).toContain('urbis-geocoder');
    expect(all).not.toMatch(/50\.8456|4\.3567|Waterloo/);
  });
});

// The last one: its city takes over the addresses of the subgraphs.
it('is still known to the other domains when governance is gone', async () => {
  const without = await cityForThisTest({ isAlone: true, without: ['governance'] });
  const { data, errors } = await without.ask(
    '{ location(at: { lat: 50.8466, lon: 4.3528 }) { lat address { postalCode } stops(first: 1) { id } air { no2 { unit } } } }',
  );
  expect(data).toMatchObject({
    location: { lat: 50.8466, address: null, stops: [{}], air: { no2: { unit: 'ug/m3' } } },
  });
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'governance' } }]);
});
