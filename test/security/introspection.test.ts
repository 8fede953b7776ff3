import fc from 'fast-check';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const { ask, reached, expectRefused } = attackerOf(() => city);
const times = (n: number, text: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => text(i)).join(' ');

it('the standard query always passes, and nobody is asked for it', async () => {
  const { status, text } = await ask(getIntrospectionQuery());
  expect(status).toBe(200);
  expect(JSON.parse(text).data.__schema.types.length).toBeGreaterThan(30);
  expect(text).not.toMatch(/join__|_Any|_entities|federation__/);
  expect(reached()).toBe(0);
});

/** Ways to lead from a type to more types. */
const STEPS = ['fields { type', 'interfaces', 'possibleTypes', 'ofType', 'inputFields { type', 'fields { args { type'];
const around = (step: string, below: string): string =>
  `${step} { ${below} }${' }'.repeat(step.split('{').length - 1)}`;

it('introspection is never deeper than a tool needs, however the depth is built', async () => {
  const way = fc.array(fc.constantFrom(...STEPS), { minLength: 16, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(way, fc.boolean(), async (steps, isHidden) => {
      const body = steps.reduceRight((below, step) => around(step, below), 'name');
      const query = isHidden
        ? `{ ...F } fragment F on Query { __type(name: "Stop") { ${body} } }`
        : `{ __type(name: "Stop") { ${body} } }`;
      // graphql-js has a rule of its own for lists in lists.
      await expectRefused(await ask(query), ['QUERY_TOO_COMPLEX', 'GRAPHQL_VALIDATION_FAILED']);
    }),
    { numRuns: 20 },
  );
});

it('nor is it wider: the whole schema once, not a hundred times', async () => {
  for (const query of [
    `{ __schema { types { ${times(4, (i) => `f${i}: fields { name }`)} } } }`,
    `{ ${times(100, (i) => `a${i}: __type(name: "Stop") { name }`)} }`,
    `{ ${times(4, (i) => `a${i}: __schema { types { name } }`)} }`,
    `{ ${times(4, (i) => `... { a${i}: __schema { types { name } } }`)} }`,
    `{ ...F } fragment F on Query { ${times(4, (i) => `a${i}: __schema { types { name } }`)} }`,
  ])
    await expectRefused(await ask(query), 'QUERY_TOO_COMPLEX');
  const circle = '{ __schema { types { ...T } } } fragment T on __Type { ofType { ...T } }';
  await expectRefused(await ask(circle), 'GRAPHQL_VALIDATION_FAILED');
});
