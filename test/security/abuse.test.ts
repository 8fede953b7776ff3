import { getIntrospectionQuery } from 'graphql';
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
});

describe('amount and cost', () => {
  it.each([['99999999'], ['-1'], ['201']])('first: %s, as a literal and as a variable', async (first) => {
    const literal = await ask(`{ stops(first: ${first}) { id } }`);
    await expectRefused(literal, 'BAD_USER_INPUT');
    expect(literal.message).toContain('between 0 and 200');
    await expectRefused(
      await ask('query($n: Int) { stops(first: $n) { id } }', { n: Number(first) }),
      'BAD_USER_INPUT',
    );
  });

  it.each([['1e308'], ['"20"'], ['1.5']])('first: %s, which is no Int', async (first) => {
    await expectRefused(await ask(`{ stops(first: ${first}) { id } }`), 'GRAPHQL_VALIDATION_FAILED');
    await expectRefused(
      await ask('query($n: Int) { stops(first: $n) { id } }', { n: JSON.parse(first) }),
      'BAD_USER_INPUT',
    );
  });

  it('first hidden in the default of a variable', async () => {
    await expectRefused(await ask('query($n: Int = 5000) { stops(first: $n) { id } }'), 'BAD_USER_INPUT');
  });

  it('too many ids', async () => {
    const ids = Array.from({ length: 201 }, (_, i) => `stib:${i}`);
    await expectRefused(await ask('query($ids: [ID!]) { stops(ids: $ids) { id } }', { ids }), 'BAD_USER_INPUT');
  });

  it('lists of lists, with what they cost and what is allowed', async () => {
    const refusal = await ask('{ municipalities { stops(first: 200) { departures(first: 200) { line } } } }');
    await expectRefused(refusal, 'COST_TOO_HIGH');
    expect(JSON.parse(refusal.text).errors[0].extensions).toMatchObject({
      estimated: expect.any(Number),
      maximum: 10_000,
    });
    city.resetCounts();
    const hidden = 'query($n: Int = 200) { municipalities { stops(first: $n) { departures(first: $n) { line } } } }';
    await expectRefused(await ask(hidden), 'COST_TOO_HIGH');
  });

  it('a cost that one domain alone may not have', async () => {
    const query = '{ municipalities { stops(first: 200) { municipality { nisCode } } } }';
    const refusal = await ask(query);
    await expectRefused(refusal, 'COST_TOO_HIGH');
    expect(refusal.message).toContain('mobility');
  });

  it('says what an answer may cost and what it did cost', async () => {
    const { text } = await ask('query($n: Int) { bikeStations(first: $n) { id provenance { dataset { id } } } }', {
      n: 3,
    });
    expect(JSON.parse(text).extensions.cost).toEqual({ estimated: 3, charged: 3, actual: 3 });
  });
});

describe('names', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s as alias, variable and argument',
    async (name) => {
      const aliased = await ask(`{ ${name}: municipalities(nisCodes: ["21009"]) { ${name}: nisCode } }`);
      expect(aliased.status).toBe(200);
      expect(aliased.text).toContain(`{"${name}":[{"${name}":"21009"}]}`);
      const variable = await send(
        `{"query":"query($${name}: [ID!]) { municipalities(nisCodes: $${name}) { nisCode } }","variables":{"${name}":["21009"]}}`,
      );
      expect([200, 400]).toContain(variable.status);
      city.resetCounts();
      await expectRefused(await ask(`{ municipalities(${name}: 1) { nisCode } }`), 'GRAPHQL_VALIDATION_FAILED');
    },
  );
});

describe('introspection', () => {
  it('the standard query always passes', async () => {
    const { status, text } = await ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(JSON.parse(text).data.__schema.types.length).toBeGreaterThan(30);
    expect(city.allRequests()).toBe(0);
  });

  it('deeper or wider introspection does not', async () => {
    const wide = `{ __schema { types { ${times(4, (i) => `f${i}: fields { name }`)} } } }`;
    await expectRefused(await ask(wide), 'QUERY_TOO_COMPLEX');
    const deep = `{ __type(name: "Stop") ${'{ fields { type '.repeat(10)} { name } ${'} }'.repeat(10)} }`;
    const refusal = await ask(deep);
    expect(['QUERY_TOO_COMPLEX', 'GRAPHQL_VALIDATION_FAILED']).toContain(refusal.code);
    await expectRefused(refusal, String(refusal.code));
    const ofType = `{ __type(name: "Stop") { ${'ofType { '.repeat(20)} name ${'}'.repeat(20)} } }`;
    await expectRefused(await ask(ofType), 'QUERY_TOO_COMPLEX');
    await expectRefused(
      await ask(`{ ${times(100, (i) => `a${i}: __type(name: "Stop") { name }`)} }`),
      'QUERY_TOO_COMPLEX',
    );
  });
});
