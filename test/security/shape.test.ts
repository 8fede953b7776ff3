import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const { send, ask, expectRefused } = attackerOf(() => city);

const times = (n: number, text: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');
const nested = (levels: number): string =>
  `{ stops { ${'municipality { stops { '.repeat(levels)} id ${'} }'.repeat(levels)} } }`;

describe('shape', () => {
  it.each([
    ['depth', nested(25)],
    [
      'depth hidden in fragments',
      `{ stops { ...F0 } } ${times(20, (i) => `fragment F${i} on Stop { municipality { stops { ...F${i + 1} } } }`)} fragment F20 on Stop { id }`,
    ],
    ['aliases of one root', `{ ${times(31, (i) => `a${i}: municipalities { nisCode }`)} }`],
    ['1,000 aliases', `{ ${times(1_000, (i) => `a${i}: municipalities { nisCode }`)} }`],
    ['roots', `{ ${times(16, (i) => `a${i}: municipalities { nisCode }`)} }`],
    [
      'roots hidden in fragments',
      `{ ...A ...B } fragment A on Query { ${times(8, (i) => `a${i}: municipalities { nisCode }`)} } fragment B on Query { ${times(8, (i) => `b${i}: municipalities { nisCode }`)} }`,
    ],
    ['directives', `{ municipalities { ${times(31, () => 'nisCode @include(if: true)')} } }`],
    ['10,000 directives', `{ municipalities { nisCode ${'@include(if: true) '.repeat(10_000)} } }`.slice(0, 90_000)],
    ['fragments', `{ municipalities { nisCode } } ${times(51, (i) => `fragment F${i} on Query { __typename }`)}`],
    ['uses of fragments', `{ municipalities { ${'...{ nisCode } '.repeat(151)} } }`],
    ['repeated fields', `{ municipalities { ${'name { fr } '.repeat(21)} } }`],
    ['repeated fields in inline fragments', `{ municipalities { ${'... { nisCode } '.repeat(21)} } }`],
    ['tokens', `{ municipalities { ${'nisCode '.repeat(2_000)} } }`],
  ])('%s', async (_, query) => {
    await expectRefused(await ask(query), 'QUERY_TOO_COMPLEX');
  });

  it('cycles of fragments', async () => {
    const query = '{ municipalities { ...A } } fragment A on Municipality { ...B } fragment B on Municipality { ...A }';
    await expectRefused(await ask(query), 'GRAPHQL_VALIDATION_FAILED');
  });

  it('fragments that double at each level cost what they lead to, not the time to count it', async () => {
    const levels = times(
      5,
      (i) =>
        `fragment F${i} on Municipality { x: stops { municipality { ...F${i + 1} } } y: stops { municipality { ...F${i + 1} } } }`,
    );
    const refusal = await ask(`{ municipalities { ...F0 } } ${levels} fragment F5 on Municipality { nisCode }`);
    await expectRefused(refusal, 'COST_TOO_HIGH');
  });

  it.each([
    ['at the root', '{ municipalities(nisCodes: ["21005"]) { ...F0 } }', 'Municipality', 'nisCode'],
    [
      'in a connection',
      '{ municipalities(nisCodes: ["21005"]) { enterprises(first: 2) { ...F0 } } }',
      'EnterpriseConnection',
      'nodes { name }',
    ],
    [
      'around a variable',
      'query($n: Int) { municipalities(nisCodes: ["21005"]) { ...F0 } }',
      'Municipality',
      'stops(first: $n) { id }',
    ],
  ])('fragments that use the next one twice, 40 times: %s', async (_, query, type, leaf) => {
    const chain = times(40, (i) => `fragment F${i} on ${type} { ...F${i + 1} ... { ...F${i + 1} } }`);
    await expectRefused(await ask(`${query} ${chain} fragment F40 on ${type} { ${leaf} }`), 'QUERY_TOO_COMPLEX');
  });

  it('a document whose operation nobody named before is judged all the same', async () => {
    const query = '{ municipalities { stops(first: 200) { departures(first: 200) { line } } } }';
    for (const operationName of ['nope', '']) {
      const wrong = await send(JSON.stringify({ query, operationName }));
      expect(wrong.status).toBe(400);
      await expectRefused(await ask(query), 'COST_TOO_HIGH');
    }
  });

  it('lets through what a reasonable client asks, at the limits', async () => {
    const { status } = await ask(`{ ${times(15, (i) => `a${i}: municipalities { nisCode }`)} }`);
    expect(status).toBe(200);
  });

  /** A chain of fragments, each of which leads one level deeper or twice to the next, in any order. */
  const chain = fc
    .array(fc.constantFrom('deep', 'twice', 'inline'), { minLength: 26, maxLength: 45 })
    .filter((kinds) => kinds.filter((kind) => kind === 'deep').length > 12 || kinds.includes('twice'));

  it('chains of fragments, whatever each of them does', async () => {
    const bodies = {
      deep: (next: string) => `stops(first: 1) { municipality { ...${next} } }`,
      twice: (next: string) => `...${next} ... { ...${next} }`,
      inline: (next: string) => `... on Municipality { ...${next} }`,
    };
    await fc.assert(
      fc.asyncProperty(chain, async (kinds) => {
        const links = kinds.map((kind, i) => `fragment F${i} on Municipality { ${bodies[kind](`F${i + 1}`)} }`);
        const query = `{ municipalities { ...F0 } } ${links.join(' ')} fragment F${kinds.length} on Municipality { nisCode }`;
        const refusal = await ask(query);
        if (refusal.status === 200) return; // Few of them lead far.
        await expectRefused(refusal, ['QUERY_TOO_COMPLEX', 'COST_TOO_HIGH']);
      }),
      { numRuns: 30 },
    );
  });
});
