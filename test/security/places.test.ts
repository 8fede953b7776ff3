import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inRegion } from '../../kernel/geography/region.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { ask, send, expectRefused, codesOf } = attackerOf(() => city);

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 90, 91, -91, 180, 181, 1e-300, 1e308, 50.8467, 4.3525, 150_000, 650_000),
);

describe('a point', () => {
  const LOCATION =
    'query($at: PointInput!) { location(at: $at) { lat lon municipality { nisCode } stops(first: 1) { id } } }';

  it('that is not in the region is null with OUTSIDE_REGION, before a source is asked; any other is answered', async () => {
    await fc.assert(
      fc.asyncProperty(number, number, async (lat, lon) => {
        city.resetCounts();
        const { data, codes } = await codesOf(LOCATION, { at: { lat, lon } });
        expect(codes).toEqual(inRegion({ lat, lon }) ? [] : ['OUTSIDE_REGION']);
        if (inRegion({ lat, lon })) return;
        expect(data).toEqual({ location: null });
        expect(city.allRequests()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('with latitude and longitude swapped is told so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 50.77, max: 50.91, noNaN: true }),
        fc.double({ min: 4.25, max: 4.48, noNaN: true }),
        async (lat, lon) => {
          const { messages } = await codesOf(LOCATION, { at: { lat: lon, lon: lat } });
          expect(messages).toContain('swapped');
          // Where somebody is stands in no log of messages.
          expect(messages).not.toContain(String(lat));
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([['NaN'], ['Infinity'], ['-Infinity'], ['1e999'], ['"50.8"'], ['null'], ['[50.8]'], ['true']])(
    'with a latitude of %s is refused before anybody is asked',
    async (lat) => {
      const literal = await ask(`{ location(at: { lat: ${lat}, lon: 4.35 }) { lat } }`);
      await expectRefused(literal, ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']);
      const body = `{"query":"query($at: PointInput!) { location(at: $at) { lat } }","variables":{"at":{"lat":${lat},"lon":4.35}}}`;
      await expectRefused(await send(body), ['BAD_USER_INPUT', 'BAD_REQUEST']);
    },
  );
});

describe('an area', () => {
  const WITHIN = 'query($within: AreaFilter) { bikeStations(first: 200, within: $within) { id location { lat lon } } }';
  interface Station {
    readonly location: { readonly lat: number; readonly lon: number };
  }

  it('that is a box holds what lies in it, or says why it is none', async () => {
    const box = fc.record({ south: number, west: number, north: number, east: number });
    const near = fc.record({
      south: fc.double({ min: 50.7, max: 50.9, noNaN: true }),
      west: fc.double({ min: 4.2, max: 4.5, noNaN: true }),
      north: fc.double({ min: 50.7, max: 50.9, noNaN: true }),
      east: fc.double({ min: 4.2, max: 4.5, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(box, near), async (bbox) => {
        const { data, codes } = await codesOf(WITHIN, { within: { bbox } });
        const stations = (data?.bikeStations ?? null) as Station[] | null;
        expect(stations === null).toBe(codes.length > 0);
        if (stations === null) return;
        expect(bbox.south < bbox.north && bbox.west < bbox.east).toBe(true);
        for (const { location } of stations) {
          expect(location.lat >= bbox.south && location.lat <= bbox.north).toBe(true);
          expect(location.lon >= bbox.west && location.lon <= bbox.east).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('around a point has 1 to 5,000 metres', async () => {
    const metres = fc.oneof(fc.integer({ min: -10, max: 6_000 }), fc.integer());
    await fc.assert(
      fc.asyncProperty(metres, async (around) => {
        const { codes } = await codesOf(WITHIN, { within: { near: { lat: 50.8467, lon: 4.3525, metres: around } } });
        expect(codes).toEqual(around >= 1 && around <= 5_000 ? [] : ['BAD_USER_INPUT']);
      }),
      { numRuns: 30 },
    );
    city.resetCounts();
    for (const radius of ['1e9', '1.5', 'null', '"500"'])
      await expectRefused(
        await ask(`{ bikeStations(within: { near: { lat: 50.8, lon: 4.3, metres: ${radius} } }) { id } }`),
        ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'],
      );
  });

  it('is exactly one of its kinds', async () => {
    const near = { lat: 50.8467, lon: 4.3525 };
    for (const within of [
      {},
      { municipality: '21009', near },
      { municipality: null },
      { municipality: '21009', near: null },
      [near],
      'x',
      1,
    ])
      await expectRefused(await ask(WITHIN, { within }), 'BAD_USER_INPUT');
  });

  it('has no polygon: a hundred thousand corners are no argument', async () => {
    const polygon = Array.from({ length: 100_000 }, (_, i) => [4.35 + i / 1e7, 50.84]);
    await expectRefused(await ask(WITHIN, { within: { polygon } }), 'QUERY_TOO_COMPLEX', 413);
    await expectRefused(await ask(WITHIN, { within: { polygon: polygon.slice(0, 1_000) } }), 'BAD_USER_INPUT');
  });
});
