import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  const idOf = (operation: string): string => {
    const document = print(parse(readFileSync(join(ROOT, 'client/operations', `${operation}.graphql`), 'utf8')));
    return `sha256:${createHash('sha256').update(document).digest('hex')}`;
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
