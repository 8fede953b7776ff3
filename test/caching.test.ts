import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FORWARDED, KEYED_BY } from '../infra/edge-headers.ts';
import { SANDBOX_KEYS } from '../sandbox/clients.ts';
import { ROOT } from '../tooling/folders.ts';
import { type City, cityForThisTest, startCity } from './support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const post = (body: unknown, headers: Record<string, string> = {}, url = city.url) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const secondsOf = (response: Response): number =>
  Number(/^public, max-age=(\d+)$/.exec(response.headers.get('cache-control') ?? '')?.[1] ?? 0);

const idOf = (operation: string): string => {
  const document = print(parse(readFileSync(join(ROOT, 'client/operations', `${operation}.graphql`), 'utf8')));
  return `sha256:${createHash('sha256').update(document).digest('hex')}`;
};

it('lets an answer be kept until the first of what is in it is no longer fresh', async () => {
  const { data } = await city.ask<{ datasets: { id: string; freshFor: number }[] }>(
    '{ datasets(ids: ["villo-stations", "irceline-hourly"]) { id freshFor } }',
  );
  const [bikes = 0, air = 0] = data.datasets.map(({ freshFor }) => freshFor);
  expect(bikes).toBeLessThan(air);
  const onlyAir = await post({ query: '{ airStations(first: 1) { id } }' });
  expect(secondsOf(onlyAir)).toBeGreaterThan(bikes);
  expect(secondsOf(onlyAir)).toBeLessThanOrEqual(air);
  const both = await post({ query: '{ airStations(first: 1) { id } bikeStations(first: 1) { id } }' });
  expect(secondsOf(both)).toBeGreaterThan(0);
  expect(secondsOf(both)).toBeLessThanOrEqual(bikes);
});

it('tells caches that the answer depends on the language, and gives two readers their own at the same moment', async () => {
  const query = '{ municipalities(nisCodes: ["21009"]) { name { value } } }';
  const answers = await Promise.all(
    ['fr', 'nl', 'fr', 'nl'].map((language) => post({ query }, { 'accept-language': language })),
  );
  const names = await Promise.all(
    answers.map(
      async (answer) =>
        ((await answer.json()) as { data: { municipalities: { name: { value: string } }[] } }).data.municipalities[0]
          ?.name.value,
    ),
  );
  expect(names).toEqual(['Ixelles', 'Elsene', 'Ixelles', 'Elsene']);
  for (const answer of answers) expect(answer.headers.get('vary')).toMatch(/accept-language/i);
});

describe('a document that is asked for by its hash over GET', () => {
  const get = (id: string, variables: object = {}, headers: Record<string, string> = {}) => {
    const search = new URLSearchParams({ documentId: id, variables: JSON.stringify(variables) });
    return fetch(`${city.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'true', ...headers } });
  };

  it('may be kept by a cache for as long as its readings are fresh, apart for each language and each caller', async () => {
    const answer = await get(idOf('municipality-today'), { nisCodes: ['21009'] });
    expect(await answer.json()).toHaveProperty('data.municipalities.0.bikeStations');
    expect(secondsOf(answer)).toBeGreaterThan(0);
    const vary = answer.headers.get('vary')?.split(/, */);
    expect(vary).toEqual(expect.arrayContaining(['accept', 'accept-language', 'authorization', 'x-api-key']));
  });

  it('is refused where it names a place, and kept nowhere', async () => {
    const answer = await get(idOf('near-me'), { at: { lat: 50.84, lon: 4.36 } });
    expect(answer.status).toBe(405);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'POSITION_NEEDS_POST' } }] });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is nothing to keep when it is not known', async () => {
    const answer = await get(`sha256:${'0'.repeat(64)}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a cache in front of the gateway', () => {
  const variables = JSON.stringify({ nisCodes: ['21009'] });
  const today = `/graphql?${new URLSearchParams({ documentId: idOf('municipality-today'), variables })}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${city.url}${path}`, { headers: { 'apollo-require-preflight': 'true', ...headers } });
  const readBy = new Set([...KEYED_BY, ...FORWARDED].map((name) => name.toLowerCase()));

  it.each([today, '/schema.graphql', '/catalogue', '/health', '/graphql'])(
    'keeps %s apart by everything that the answer says it differs by',
    async (path) => {
      const vary = (await get(path)).headers.get('vary')?.split(/, */) ?? [];
      const keyed = KEYED_BY.map((name) => name.toLowerCase());
      expect(vary.filter((name) => !keyed.includes(name.toLowerCase()))).toEqual([]);
    },
  );

  it('is told that what a known caller gets is for nobody else', async () => {
    const constant = `/graphql?${new URLSearchParams({ query: '{ municipalities { nisCode } }' })}`;
    const answer = await get(constant, { 'x-api-key': SANDBOX_KEYS['open-data-app'] });
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=/);
    expect((await get(constant)).headers.get('cache-control')).toMatch(/^public, max-age=/);
  });

  it('is given nothing to keep of what is not open to everybody', async () => {
    const reason =
      '{ purpose: "social-housing-allocation", legalBasis: "invented-housing-code-art-7", caseReference: "SLRB-1" }';
    const query = `{ households(ids: ["INV-0001"], reason: ${reason}) { size } }`;
    const headers = { 'x-api-key': SANDBOX_KEYS['city-of-brussels-desk'] };
    const answer = await post({ query }, headers);
    expect(await answer.json()).toHaveProperty('data.households.0.size');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const byGet = await get(`/graphql?${new URLSearchParams({ query })}`, headers);
    expect(byGet.status).toBe(405);
    expect(byGet.headers.get('cache-control')).toBe('no-store');
  });

  it('lets through every header that the gateway lets pages send', async () => {
    const asked = { origin: 'https://app.test', 'access-control-request-method': 'POST' };
    const preflight = await fetch(`${city.url}/graphql`, { method: 'OPTIONS', headers: asked });
    const allowed = preflight.headers.get('access-control-allow-headers')?.split(/, */) ?? [];
    expect(allowed.length).toBeGreaterThan(3);
    expect(allowed.filter((name) => !readBy.has(name.toLowerCase()))).toEqual([]);
  });
});

// Last, since a city of one's own takes the addresses of the first.
it('keeps nothing that has an error in it, nor a refusal', async () => {
  const down = await cityForThisTest({ faults: { 'villo-stations': 'refuse' } });
  const partial = await post({ query: '{ bikeStations(first: 1) { id } airStations(first: 1) { id } }' }, {}, down.url);
  expect(partial.headers.get('cache-control')).toBe('no-store');
  expect((await post({ query: '{ nothing }' }, {}, down.url)).headers.get('cache-control')).toBe('no-store');
});

it('keeps nothing that had to do without the boundaries', async () => {
  const down = await cityForThisTest({ faults: { 'urbis-municipalities': 'refuse' } });
  const guessed = await post({ query: '{ municipalities { bikeStations(first: 1) { id } } }' }, {}, down.url);
  expect(await guessed.json()).not.toHaveProperty('errors');
  expect(guessed.headers.get('cache-control')).toBe('no-store');
});
