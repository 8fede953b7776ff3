import { buildSchema, getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../__generated__/api.ts';
import { operationOf } from '../operation/operation.ts';
import { inputs } from './inputs.ts';

const schema = buildSchema(apiSdl);
function refused(query: string, variables: Record<string, unknown> = {}): string | null {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = operationOf(schema, document, getOperationAST(document) as OperationDefinitionNode);
  return inputs(operation)(variables)?.message ?? null;
}

const AROUND = 'query ($m: Int) { stops(within: { near: { lat: 50.84, lon: 4.36, metres: $m } }) { id } }';
const FIRST = 'query ($first: Int) { stops(first: $first) { id } }';

it.each([
  ['inside an input', AROUND, { m: null }, 'Variable "$m" is null; where it is used, "Int!" is needed.'],
  ['as an argument', FIRST, { first: null }, 'Variable "$first" is null; where it is used, "Int!" is needed.'],
  [
    'in a fragment',
    'query ($n: Int) { ...F } fragment F on Query { stops(first: $n) { id } }',
    { n: null },
    /"\$n" is null/,
  ],
  ['as its own default', 'query ($n: Int = null) { stops(first: $n) { id } }', {}, /"\$n" is null/],
])('refuses a null %s where a value is needed', (_, query, variables, message) => {
  expect(refused(query, variables)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

it.each([
  [AROUND, { m: 300 }],
  [AROUND, {}],
  [FIRST, {}],
  ['query ($ids: [ID!]) { stops(ids: $ids) { id } }', { ids: null }],
])('lets pass what may be left out: %s %o', (query, variables) => {
  expect(refused(query, variables)).toBeNull();
});

it.each(['1e400', '-1e999'])('refuses %s, which no Float can hold', (lat) => {
  expect(refused(`{ location(at: { lat: ${lat}, lon: 4.36 }) { lat } }`)).toMatch('beyond');
  expect(refused(`query ($lat: Float! = ${lat}) { location(at: { lat: $lat, lon: 4.36 }) { lat } }`)).toMatch('beyond');
});
