import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
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

it('answers a persisted query over GET, so that a cache can keep it', async () => {
  const query = '{ airStations(first: 1) { id name { value } } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const get = () =>
    fetch(`${city.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(extensions))}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
  expect(await (await get()).json()).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: true } }],
  });
  const registered = await post({ query, extensions });
  expect(await registered.json()).toHaveProperty('data.airStations');
  const kept = await get();
  expect(await kept.json()).toHaveProperty('data.airStations');
  expect(secondsOf(kept)).toBeGreaterThan(0);
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
