import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity({ isAlone: true });
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const desk = { 'x-api-key': SANDBOX_KEYS['city-of-brussels-desk'] };
const app = { 'x-api-key': SANDBOX_KEYS['open-data-app'] };
const strict = { 'x-api-key': SANDBOX_KEYS['strict-app'] };
const REASON = {
  purpose: 'social-housing-allocation',
  legalBasis: 'invented-housing-code-art-7',
  caseReference: 'SLRB-2026-00042',
};

/** The same question of callers, each with what may be answered to it. */
interface Asker {
  readonly headers: Readonly<Record<string, string>>;
  readonly expect: (answer: { status: number; data?: unknown; errors?: readonly unknown[] }) => void;
}

/** Has all of them ask at the same moment. */
async function together(query: string, askers: readonly Asker[], variables: Record<string, unknown> = {}) {
  const answers = await Promise.all(askers.map(({ headers }) => city.ask(query, { headers, variables })));
  for (const [i, answer] of answers.entries()) askers[i]?.expect(answer);
}

describe('the same question at the same moment', () => {
  const HOUSEHOLDS = `query($reason: AccessReasonInput!) {
    households(ids: ["INV-0007"], reason: $reason) { id size } municipalities(nisCodes: ["21009"]) { population { value } } }`;
  const open = { municipalities: [{ population: { value: expect.any(Number) } }] };
  const whole: Asker = {
    headers: desk,
    expect: ({ data, errors }) => {
      expect(errors).toBeUndefined();
      expect(data).toEqual({ ...open, households: [{ id: 'INV-0007', size: expect.any(Number) }] });
    },
  };
  const without = (headers: Record<string, string>): Asker => ({
    headers,
    expect: ({ data, errors }) => {
      expect(data).toEqual({ ...open, households: null });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    },
  });
  const nothing: Asker = {
    headers: strict,
    expect: ({ status, data, errors }) => {
      expect([status, data]).toEqual([403, undefined]);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    },
  };

  it('of callers who may and who may not is answered to each as it may be', async () => {
    const asker = fc.constantFrom(whole, without(app), without({}), nothing);
    await fc.assert(
      fc.asyncProperty(fc.array(asker, { minLength: 2, maxLength: 12 }), async (askers) => {
        await together(HOUSEHOLDS, askers, { reason: REASON });
      }),
      { numRuns: 25 },
    );
  });

  it('of two who may leaves an entry for each: one answer is never for two of them', async () => {
    city.resetCounts();
    await together(HOUSEHOLDS, [whole, whole, whole], { reason: REASON });
    expect(city.calls('people')).toBeGreaterThanOrEqual(3);
    expect(city.requests('trail')).toBeGreaterThanOrEqual(3);
  });

  it('of readers of different languages is answered to each in its own', async () => {
    const reader = (language: string | null, name: string): Asker => ({
      headers: language ? { 'accept-language': language } : {},
      expect: ({ data }) => expect(data).toEqual({ municipalities: [{ name: { value: name } }] }),
    });
    const readers = [
      reader('fr', 'Ixelles'),
      reader('nl', 'Elsene'),
      reader('nl, fr;q=0.5', 'Elsene'),
      reader('de, fr', 'Ixelles'),
      reader(null, 'Ixelles / Elsene'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...readers), { minLength: 2, maxLength: 12 }), async (askers) => {
        await closeDoors();
        await together('{ municipalities(nisCodes: ["21009"]) { name { value } } }', askers);
      }),
      { numRuns: 15 },
    );
  });

  it('with different variables is answered to each by its own', async () => {
    const codes = fc.array(fc.integer({ min: 21_001, max: 21_019 }), { minLength: 2, maxLength: 10 });
    const query =
      'query($id: [ID!]) { municipalities(nisCodes: $id) { nisCode bikeStations(first: 1) { municipality { nisCode } } } }';
    await fc.assert(
      fc.asyncProperty(codes, async (numbers) => {
        const answers = await Promise.all(numbers.map((id) => city.ask(query, { variables: { id: [String(id)] } })));
        for (const [i, { data }] of answers.entries())
          expect(data.municipalities).toMatchObject([{ nisCode: String(numbers[i]) }]);
      }),
      { numRuns: 15 },
    );
  });
});

it('what is somebody’s own is kept by no cache on the way, and what is for all varies by who asks', async () => {
  const address = (query: string) => `${city.url}/graphql?query=${encodeURIComponent(query)}`;
  const get = async (query: string, headers: Record<string, string>) =>
    (await fetch(address(query), { headers: { 'apollo-require-preflight': '1', ...headers } })).headers;
  const households = `{ households(ids: ["INV-0007"], reason: { purpose: "social-housing-allocation", legalBasis: "invented-housing-code-art-7", caseReference: "SLRB-2026-00042" }) { id } }`;
  for (const headers of [{}, app, desk]) expect((await get(households, headers)).get('cache-control')).toBe('no-store');
  const open = await get('{ airStations(first: 1) { id } }', {});
  expect(open.get('vary')).toContain('x-api-key');
  expect(open.get('vary')).toContain('accept-language');
  expect((await get('{ airStations(first: 1) { id } }', app)).get('cache-control')).toMatch(/^private/);
});
