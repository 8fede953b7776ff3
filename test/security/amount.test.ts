import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const { ask, expectRefused } = attackerOf(() => city);

/** An Int that no list takes. */
const amount = fc.oneof(
  fc.integer({ min: LIMITS.first + 1, max: 2 ** 31 - 1 }),
  fc.integer({ min: -(2 ** 31), max: -1 }),
);
/** Places that take one, each with what has to stand around it. */
const places: readonly ((argument: string) => string)[] = [
  (n) => `stops(first: ${n}) { id }`,
  (n) => `municipalities(nisCodes: ["21009"]) { bikeStations(first: ${n}) { id } }`,
  (n) => `municipalities(nisCodes: ["21009"]) { enterprises(first: ${n}) { nodes { name } } }`,
  (n) => `stops(first: 1) { departures(first: ${n}) { line } }`,
];
/** Ways to say it, each with the document and the variables. */
const ways: readonly ((place: (argument: string) => string, n: number) => [query: string, variables: object])[] = [
  (place, n) => [`{ ${place(String(n))} }`, {}],
  (place, n) => [`query ($n: Int!) { ${place('$n')} }`, { n }],
  (place, n) => [`query ($n: Int! = ${n}) { ${place('$n')} }`, {}],
  (place, n) => [`query ($n: Int!) { ...F } fragment F on Query { ${place('$n')} }`, { n }],
  (place, n) => [`query ($n: Int!, $no: Boolean = false) { ... @include(if: $no) { ${place('$n')} } }`, { n }],
];

it('an amount that no list takes is refused with the allowed range, wherever it stands and however it is said', async () => {
  const hostile = fc.tuple(amount, fc.constantFrom(...places), fc.constantFrom(...ways));
  await fc.assert(
    fc.asyncProperty(hostile, async ([n, place, way]) => {
      const refusal = await ask(...way(place, n));
      await expectRefused(refusal, 'BAD_USER_INPUT');
      expect(refusal.message).toContain(`between 0 and ${LIMITS.first}`);
      expect(refusal.message).toContain(`${n} was given`);
    }),
    { numRuns: 40 },
  );
});

it.each([['1e308'], ['1e999'], ['"20"'], ['1.5'], ['2147483648'], ['true'], ['{}'], ['[[1]]'], ['null']])(
  'first: %s, which is no Int',
  async (first) => {
    await expectRefused(await ask(`{ stops(first: ${first}) { id } }`), [
      'GRAPHQL_VALIDATION_FAILED',
      'BAD_USER_INPUT',
    ]);
    const variable = await ask('query($n: Int) { stops(first: $n) { id } }', { n: JSON.parse(first) });
    await expectRefused(variable, 'BAD_USER_INPUT');
  },
);

it('a list that is too long', async () => {
  const ids = Array.from({ length: LIMITS.first + 1 }, (_, i) => `stib:${i}`);
  await expectRefused(await ask('query($ids: [ID!]) { stops(ids: $ids) { id } }', { ids }), 'BAD_USER_INPUT');
  const written = `{ stops(ids: [${ids.map((id) => `"${id}"`).join()}]) { id } }`;
  await expectRefused(await ask(written), 'BAD_USER_INPUT');
  const points = ids.map((_, i) => ({ lat: 50.84 + i / 1e5, lon: 4.35 }));
  const locations = 'query($at: [PointInput!]!) { locations(at: $at) { nisCode: municipality { nisCode } } }';
  await expectRefused(await ask(locations, { at: points }), 'BAD_USER_INPUT');
});

describe('cost', () => {
  /** Amounts that each list takes and that are too many together. */
  const product = fc
    .tuple(fc.integer({ min: 30, max: 200 }), fc.integer({ min: 30, max: 200 }))
    .filter(([outer, inner]) => 19 * outer * inner > 2 * LIMITS.cost);
  const documents: readonly ((outer: number, inner: number) => [query: string, variables: object])[] = [
    (a, b) => [`{ municipalities { stops(first: ${a}) { departures(first: ${b}) { line } } } }`, {}],
    (a, b) => [
      'query($a: Int!, $b: Int!) { municipalities { stops(first: $a) { departures(first: $b) { line } } } }',
      { a, b },
    ],
    (a, b) => [
      `query($a: Int! = ${a}, $b: Int! = ${b}) { municipalities { stops(first: $a) { departures(first: $b) { line } } } }`,
      {},
    ],
    (a, b) => [
      `query($a: Int!) { municipalities { ...F } } fragment F on Municipality { stops(first: $a) { ...G } } fragment G on Stop { departures(first: ${b}) { line } }`,
      { a },
    ],
  ];

  it('of lists in lists is refused with what it may cost and what is allowed, however it is hidden', async () => {
    await fc.assert(
      fc.asyncProperty(product, fc.constantFrom(...documents), async ([outer, inner], document) => {
        const refusal = await ask(...document(outer, inner));
        await expectRefused(refusal, 'COST_TOO_HIGH');
        const { estimated, maximum } = JSON.parse(refusal.text).errors[0].extensions;
        expect(maximum).toBe(LIMITS.cost);
        expect(estimated).toBeGreaterThan(19 * outer * inner);
      }),
      { numRuns: 30 },
    );
  });

  it('that one domain alone may not have', async () => {
    const refusal = await ask('{ municipalities { stops(first: 200) { municipality { nisCode } } } }');
    await expectRefused(refusal, 'COST_TOO_HIGH');
    expect(refusal.message).toContain('mobility');
  });

  it('is told: what an answer may cost and what it did cost', async () => {
    const query = 'query($n: Int) { bikeStations(first: $n) { id provenance { dataset { id } } } }';
    const { text } = await ask(query, { n: 3 });
    expect(JSON.parse(text).extensions.cost).toEqual({ estimated: 3, charged: 3, actual: 3 });
  });
});
