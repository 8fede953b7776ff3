import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());

interface Feature {
  readonly type: string;
  readonly id?: string;
  readonly path: readonly (string | number)[];
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] };
  readonly properties: Record<string, unknown>;
}

async function ask(query: string, accept = 'application/geo+json') {
  const response = await fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as {
    type?: string;
    features: Feature[];
    data?: unknown;
    errors?: { extensions: { code: string } }[];
    extensions?: Record<string, unknown>;
  };
  return { status: response.status, type: response.headers.get('content-type'), body };
}

it('gives any list of things that stand somewhere as features, longitude first', async () => {
  const { status, type, body } = await ask(
    '{ bikeStations(ids: ["villo:14"]) { id name { fr } location { lat lon } bikesAvailable } carParks(first: 3) { id location { lat lon } } }',
  );
  expect(status).toBe(200);
  expect(type).toBe('application/geo+json; charset=utf-8');
  expect(body.type).toBe('FeatureCollection');
  expect(body.features).toHaveLength(4);
  expect(body.features[0]).toEqual({
    type: 'Feature',
    id: 'villo:14',
    path: ['bikeStations', 0],
    geometry: { type: 'Point', coordinates: [expect.closeTo(4.361557, 5), expect.closeTo(50.838816, 5)] },
    properties: { id: 'villo:14', name: { fr: 'PORTE DE NAMUR' }, bikesAvailable: expect.any(Number) },
  });
});

it('gives areas, and what lies in them as features of their own, not twice', async () => {
  const { body } = await ask(
    '{ municipalities(nisCodes: ["21014"]) { nisCode boundary stops(first: 2) { id location { lat lon } } } }',
  );
  expect(body.features.map(({ geometry, path }) => [geometry.type, path.join('.')])).toEqual([
    ['MultiPolygon', 'municipalities.0'],
    ['Point', 'municipalities.0.stops.0'],
    ['Point', 'municipalities.0.stops.1'],
  ]);
  expect(body.features[0]?.properties).toEqual({ nisCode: '21014' });
});

it('keeps errors, sources and attribution beside the features', async () => {
  await city.fail('villo-stations', 'refuse');
  const { status, body } = await ask(
    '{ bikeStations(first: 1) { id location { lat lon } } carParks(first: 1) { id location { lat lon } } }',
  );
  await city.fail('villo-stations', null);
  expect(status).toBe(200);
  expect(body.features).toHaveLength(1);
  expect(body.errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', dataset: 'villo-stations' } }]);
  expect(body.extensions).toMatchObject({ attribution: expect.any(Array), sources: expect.any(Array) });
});

it('is an empty collection where nothing was found, and refused where no place was asked for', async () => {
  const nothing = await ask('{ stages(within: { municipality: "21016" }) { id location { lat lon } } }');
  expect(nothing.body.features).toEqual([]);
  const placeless = await ask('{ municipalities { nisCode } }');
  expect([placeless.status, placeless.body.errors?.[0]?.extensions.code]).toEqual([406, 'NOT_ACCEPTABLE']);
  for (const hidden of ['place: location { lat lon }', 'location { lat }']) {
    const { status } = await ask(`{ carParks(first: 1) { ${hidden} } }`);
    expect([hidden, status]).toEqual([hidden, 406]);
  }
});

it('refuses what is no question as JSON, and keeps JSON for whoever prefers it', async () => {
  const invalid = await ask('{ nonsense }');
  expect([invalid.status, invalid.body.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  const both = await ask(
    '{ bikeStations(first: 1) { location { lat lon } } }',
    'application/json, application/geo+json;q=0.5',
  );
  expect(both.type).toContain('application/json');
  expect(both.body.data).toBeDefined();
});
