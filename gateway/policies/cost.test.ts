import { buildSchema, getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { operationOf } from '../operation/operation.ts';
import { estimateOf } from './cost.ts';
import { costFactsOf } from './cost-facts.ts';

const SUPERGRAPH = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  directive @join__field(graph: String) repeatable on FIELD_DEFINITION
  type Query {
    one: Thing @join__field(graph: "A")
    named(ids: [ID!]): [Thing] @listSize(assumedSize: 7) @join__field(graph: "A")
    some(first: Int = 20): [Thing] @listSize(slicingArguments: ["first"], assumedSize: 4) @join__field(graph: "B")
    page(first: Int): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) @join__field(graph: "B")
    any: [Any] @join__field(graph: "A") @join__field(graph: "B")
  }
  type Thing { id: ID! dear: Int @cost(weight: 3) value: Value things: [Thing] part: Part @join__field(graph: "B") }
  type Value @cost(weight: 0) { text: String }
  type Part @cost(weight: 5) { id: ID! }
  type Page { nodes: [Thing!]! total: Int }
  union Any = Thing | Part
`;
const schema = buildSchema(SUPERGRAPH);
const facts = costFactsOf(SUPERGRAPH);

function costOf(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const { estimate, check } = estimateOf(
    operationOf(schema, document, getOperationAST(document) as OperationDefinitionNode),
    facts,
  );
  return { estimate: estimate(variables), refused: check(variables)?.message ?? null };
}

it.each([
  ['an object costs 1, its scalars nothing', '{ one { id } }', 1],
  ['a field costs its weight', '{ one { dear } }', 4],
  ['a type costs its weight, also none', '{ one { value { text } part { id } } }', 6],
  ['a list costs its elements: as the schema assumes', '{ named { id dear } }', 28],
  ['as many as there are ids', '{ named(ids: ["a", "b"]) { id } }', 2],
  ['as many as are asked for', '{ some(first: 6) { id } }', 6],
  ['as the schema assumes where nothing is asked for', '{ some { id } }', 4],
  ['10 where the schema does not say', '{ one { things { id } } }', 11],
  ['lists in lists multiply', '{ some(first: 3) { things { things { id } } } }', 3 * (1 + 10 * (1 + 10))],
  ['a connection is as long as its field says', '{ page(first: 8) { nodes { id } total } }', 9],
  ['fragments count where they are used', '{ some(first: 2) { ...T } } fragment T on Thing { part { id } }', 12],
  ['every type of a union counts', '{ any { ... on Thing { dear } ... on Part { id } } }', 40],
  ['what may be left out counts', '{ one @include(if: false) { id } }', 1],
  ['the schema is one more thing that is asked for', '{ __schema { types { fields { name } } } }', 200],
  ['a list of which nothing is taken costs as one of one', '{ some(first: 0) { id } }', 1],
])('%s', (_, query, cost) => {
  expect(costOf(query).estimate).toBe(cost);
});

it('a variable sets the length, or its default does', () => {
  const query = 'query($n: Int = 5) { some(first: $n) { id } }';
  expect(costOf(query, { n: 9 }).estimate).toBe(9);
  expect(costOf(query).estimate).toBe(5);
  expect(costOf('query($ids: [ID!]) { named(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] }).estimate).toBe(3);
});

it('refuses what is over the budget of the operation, or of one domain', () => {
  const deep = '{ some(first: 200) { things { things { id } } } }';
  expect(costOf(deep)).toMatchObject({ estimate: 22_200, refused: expect.stringContaining('22200; 10000 is allowed') });
  const oneDomain = costOf('{ some(first: 200) { part { id } things { part { id } } } }');
  expect(oneDomain.refused).toContain('10000 is allowed');
  const b = costOf('{ some(first: 200) { things { part { id } } part { id } dear } named { id } }');
  expect(b.refused).not.toBeNull();
  expect(costOf('{ some(first: 200) { things { id dear } } one { id } }').refused).toContain(
    'the b domain may cost 8200',
  );
  expect(costOf('{ some(first: 200) { things { id } } }').refused).toBeNull();
});

it('counts what fragments lead to without walking all of it', () => {
  const levels = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on Thing { a: part { id } things { ...F${i + 1} ...F${i + 1} } }`,
  );
  const query = `{ one { ...F0 } } ${levels.join(' ')} fragment F40 on Thing { id }`;
  expect(costOf(query).estimate).toBeGreaterThan(1e30);
});
