import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

interface Municipalities {
  municipalities: ({ nisCode: string; name: { value: string; fr: string; nl: string } } | null)[];
}

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

it('answers with the 19 municipalities in NIS order', async () => {
  const { data, errors } = await city.ask<Municipalities>('{ municipalities { nisCode } }');
  expect(errors).toBeUndefined();
  expect(data.municipalities.map((municipality) => municipality?.nisCode)).toEqual(
    Array.from({ length: 19 }, (_, index) => String(21001 + index)),
  );
});

it('answers one element per code in the order asked, null for an unknown one, reported once', async () => {
  const { data, errors } = await city.ask<Municipalities>(
    'query ($codes: [ID!]) { municipalities(nisCodes: $codes) { nisCode name { fr } bikeStations(first: 1) { id } } }',
    { variables: { codes: ['21016', '99999', '21001', '21016'] } },
  );
  expect(data.municipalities.map((municipality) => municipality?.nisCode)).toEqual([
    '21016',
    undefined,
    '21001',
    '21016',
  ]);
  expect(errors).toEqual([
    {
      message: 'Municipality "99999" does not exist.',
      path: ['municipalities', 1],
      extensions: { code: 'UNKNOWN_ID', subgraph: expect.any(String), id: '99999', retryable: false },
    },
  ]);
});

it('answers with nothing for no codes', async () => {
  const { data } = await city.ask<Municipalities>('{ municipalities(nisCodes: []) { nisCode } }');
  expect(data.municipalities).toEqual([]);
});

describe('names', () => {
  const nameFor = async (acceptLanguage?: string, lang = '') => {
    const { data } = await city.ask<Municipalities>(
      `{ municipalities(nisCodes: ["21009"]) { name { value${lang} fr nl } } }`,
      {
        headers: acceptLanguage ? { 'accept-language': acceptLanguage } : {},
      },
    );
    return data.municipalities[0]?.name.value;
  };

  it('are in both regional languages for a reader who names none', async () => {
    expect(await nameFor()).toBe('Ixelles / Elsene');
  });

  it('follow Accept-Language', async () => {
    expect(await nameFor('nl-BE,nl;q=0.9,fr;q=0.5')).toBe('Elsene');
    expect(await nameFor('ja, fr;q=0.3')).toBe('Ixelles');
  });

  it('are in both where the reader asks for a language that UrbIS does not keep', async () => {
    expect(await nameFor('en-GB,en')).toBe('Ixelles / Elsene');
  });

  it('follow the argument before the header', async () => {
    expect(await nameFor('nl', '(lang: FR)')).toBe('Ixelles');
  });
});
