import { composeServices } from '@theguild/federation-composition';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import type { SubgraphAnswer, SubgraphRequest } from '../transport/transport.ts';
import type { EngineAnswer } from './answer.ts';
import { createEngine } from './engine.ts';
import { factsOf } from './facts.ts';
import { createPlanner } from './planner.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible"])`;
const SUBGRAPHS = {
  towns: `${LINK}
    type Query { towns: [Town!]! town(code: ID!): Town things: [Thing] level: Level count: Int mustBe: Hall }
    type Mutation { build(name: String!): Town tearDown: Int }
    type Town @key(fields: "code") { code: ID! name: String! neighbour: Town hall: Hall }
    type Hall { floors: Int! owner: String }
    enum Level { LOW HIGH SECRET @inaccessible }
    union Thing = Town | Hall`,
  air: `${LINK}
    type Town @key(fields: "code") { code: ID! no2: Float pm: Float! }`,
};
const composed = composeServices(
  Object.entries(SUBGRAPHS).map(([name, sdl]) => ({ name, url: `http://${name}.internal`, typeDefs: parse(sdl) })),
);
const supergraphSdl = composed.supergraphSdl ?? '';
const schema = buildSchema(composed.publicSdl ?? '');

type Answers = Readonly<Record<string, (variables: Record<string, unknown>, query: string) => unknown>>;

/** An engine whose subgraphs answer what a test says. */
function engineOver(answers: Answers) {
  const asked: { subgraph: string; query: string; variables: Record<string, unknown> }[] = [];
  const ask = async ({ subgraph, body }: SubgraphRequest): Promise<SubgraphAnswer> => {
    const { query, variables = {} } = JSON.parse(body);
    asked.push({ subgraph, query, variables });
    const given = JSON.parse(JSON.stringify(answers[subgraph]?.(variables, query) ?? null));
    return { reached: true, data: null, errors: [], extensions: {}, maxAge: 60, ...given };
  };
  const engine = createEngine({
    schema,
    facts: factsOf(supergraphSdl),
    planner: createPlanner(supergraphSdl, 2_000),
    ask,
  });
  const run = (query: string, variables: Record<string, unknown> = {}): Promise<EngineAnswer> => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const definition = getOperationAST(document);
    if (!definition) throw new Error('no operation');
    const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
    return engine({ document, definition, hash: query, variables, caller });
  };
  return { run, asked };
}

const town = (code: string, more: object = {}) => ({ __typename: 'Town', code, name: `Town ${code}`, ...more });
const representationsOf = (variables: Record<string, unknown>): { code: string }[] =>
  Object.values(variables).flat() as { code: string }[];
/** Answers `_entities` under whatever key the plan asks for it. */
const entities = (query: string, list: unknown[]) => ({
  data: { [/(\w+): _entities/.exec(query)?.[1] ?? '_entities']: list },
});

it('asks for an entity once, however often it occurs', async () => {
  const { run, asked } = engineOver({
    towns: () => ({
      data: { towns: [town('1', { neighbour: town('2') }), town('2', { neighbour: town('1') }), town('1')] },
    }),
    air: (variables, query) =>
      entities(
        query,
        representationsOf(variables).map(({ code }) => ({ no2: Number(code) })),
      ),
  });
  const { data } = await run('{ towns { no2 neighbour { no2 } } }');
  expect(data).toEqual({
    towns: [
      { no2: 1, neighbour: { no2: 2 } },
      { no2: 2, neighbour: { no2: 1 } },
      { no2: 1, neighbour: null },
    ],
  });
  expect(asked.map(({ subgraph }) => subgraph)).toEqual(['towns', 'air']);
  const sent = representationsOf(asked[1]?.variables ?? {}).toSorted((a, b) => Number(a.code) - Number(b.code));
  expect(sent).toEqual([
    { __typename: 'Town', code: '1' },
    { __typename: 'Town', code: '2' },
  ]);
});

it('asks nobody for entities that there are none of', async () => {
  const { run, asked } = engineOver({ towns: () => ({ data: { towns: [] } }) });
  expect((await run('{ towns { no2 } }')).data).toEqual({ towns: [] });
  expect(asked).toHaveLength(1);
});

it('compiles an operation once, and again where a condition changes what is asked', async () => {
  const { run, asked } = engineOver({
    towns: () => ({ data: { towns: [town('1')] } }),
    air: (_, query) => entities(query, [{ no2: 1 }]),
  });
  const query = 'query($air: Boolean!) { towns { name no2 @include(if: $air) } }';
  expect((await run(query, { air: false })).data).toEqual({ towns: [{ name: 'Town 1' }] });
  expect(asked.map(({ subgraph }) => subgraph)).toEqual(['towns']);
  expect((await run(query, { air: true })).data).toEqual({ towns: [{ name: 'Town 1', no2: 1 }] });
  expect(asked.map(({ subgraph }) => subgraph)).toEqual(['towns', 'towns', 'air']);
});

it('puts an error where the client sees the field: through aliases, lists and every occurrence of an entity', async () => {
  const { run } = engineOver({
    towns: () => ({ data: { cities: [town('1'), town('2'), town('1')] } }),
    air: (_, query) => ({
      ...entities(query, [{ nitrogen: null }, { nitrogen: 2 }]),
      errors: [
        { message: 'no sensor', path: ['_entities', 0, 'nitrogen'], extensions: { code: 'SOURCE_UNAVAILABLE' } },
      ],
    }),
  });
  const { data, errors } = await run('{ cities: towns { nitrogen: no2 } }');
  expect(data).toEqual({ cities: [{ nitrogen: null }, { nitrogen: 2 }, { nitrogen: null }] });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['cities', 0, 'nitrogen'],
    ['cities', 2, 'nitrogen'],
  ]);
});

it('ends the path of an error where a plan asked for more than the client', async () => {
  const { run } = engineOver({
    towns: () => ({
      data: { towns: [null] },
      errors: [{ message: 'lost', path: ['towns', 0, 'code'], extensions: {} }],
    }),
  });
  const { data, errors } = await run('{ towns { no2 } }');
  expect(data).toBeNull();
  expect(errors?.map(({ path, message }) => [path, message])).toEqual([[['towns', 0], 'lost']]);
});

it('nulls the nearest field that may be null, and says once why (specification, 6.4.4)', async () => {
  const { run } = engineOver({
    towns: () => ({
      data: { town: town('1', { hall: { floors: null, owner: 'x' } }), things: [{ __typename: 'Hall', floors: 2 }] },
    }),
  });
  const { data, errors } = await run(
    '{ town(code: "1") { name hall { owner floors } } things { ... on Hall { floors } } }',
  );
  expect(data).toEqual({ town: { name: 'Town 1', hall: null }, things: [{ floors: 2 }] });
  expect(errors).toMatchObject([
    {
      message: 'Cannot return null for non-nullable field Hall.floors.',
      path: ['town', 'hall', 'floors'],
      extensions: { code: 'SUBGRAPH_INVALID' },
    },
  ]);
});

it('does not tell a null twice that a subgraph has told already', async () => {
  const { run } = engineOver({
    towns: () => ({ data: { town: [town('1')] } }),
    air: (_, query) => ({
      ...entities(query, [null]),
      errors: [{ message: 'down', path: ['_entities', 0, 'pm'], extensions: { code: 'SOURCE_TIMEOUT' } }],
    }),
  });
  const { data, errors } = await run('{ town: towns { pm } }');
  expect(data).toBeNull();
  expect(errors?.map(({ message, path }) => [message, path])).toEqual([['down', ['town', 0, 'pm']]]);
});

it.each([
  ['a text for a number', { count: '5' }, '{ count }', ['count']],
  ['a number too large for Int', { count: 2 ** 31 }, '{ count }', ['count']],
  ['a fraction for Int', { count: 1.5 }, '{ count }', ['count']],
  ['an unknown enum value', { level: 'MIDDLE' }, '{ level }', ['level']],
  ['an inaccessible enum value', { level: 'SECRET' }, '{ level }', ['level']],
  ['a list for an object', { town: [] }, '{ town(code: "1") { name } }', ['town']],
  ['an object for a list', { things: {} }, '{ things { __typename } }', ['things']],
  [
    'a type that the union does not have',
    { things: [{ __typename: 'Query' }] },
    '{ things { __typename } }',
    ['things', 0],
  ],
  ['a type that is no type', { things: [{ __typename: 'constructor' }] }, '{ things { __typename } }', ['things', 0]],
  ['no type at all', { things: [{}] }, '{ things { __typename } }', ['things', 0]],
])('contains what does not fit: %s', async (_, data, query, path) => {
  const { run } = engineOver({ towns: () => ({ data }) });
  const answer = await run(query);
  expect(answer.errors?.map((error) => [error.path, error.extensions.code])).toEqual([[path, 'SUBGRAPH_INVALID']]);
  expect(JSON.stringify(answer.data)).toMatch(/null/);
});

it.each([
  ['too few', []],
  ['too many', [{ no2: 1 }, { no2: 2 }]],
  ['no list', { no2: 1 }],
])('takes nothing from an answer with the wrong number of entities: %s', async (_, list) => {
  const { run } = engineOver({
    towns: () => ({ data: { towns: [town('1')] } }),
    air: (_variables, query) => entities(query, list as unknown[]),
  });
  const { data, errors } = await run('{ towns { name no2 } }');
  expect(data).toEqual({ towns: [{ name: 'Town 1', no2: null }] });
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_INVALID', subgraph: 'air' } }]);
});

it('touches no prototype, whatever a subgraph or a client calls a field', async () => {
  const hostile =
    '{"__typename":"Town","code":"1","name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
  const { run, asked } = engineOver({
    towns: () => ({ data: { towns: [JSON.parse(hostile)] } }),
    air: (_, query) => entities(query, [JSON.parse('{"no2":1,"__proto__":{"polluted":2}}')]),
  });
  const { data, errors } = await run('{ towns { no2 name } }');
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toBe('{"towns":[{"no2":1,"name":"x"}]}');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();

  await run('{ towns { __proto__: code constructor: name } }');
  expect(asked.at(-1)?.query).toBe('{towns{_r___proto__: code _r_constructor: name}}');
});

it('runs the fields of a mutation one after another, each with all that it leads to', async () => {
  const order: string[] = [];
  const { run } = engineOver({
    towns: (_, query) => {
      order.push(query.includes('tearDown') ? 'tearDown' : 'build');
      return query.includes('tearDown') ? { data: { tearDown: 1 } } : { data: { first: town('1'), second: town('2') } };
    },
    air: (variables, query) => {
      order.push(`air ${representationsOf(variables).map(({ code }) => code)}`);
      return entities(query, [{ no2: 1 }]);
    },
  });
  const { data } = await run('mutation { first: build(name: "a") { no2 } tearDown second: build(name: "b") { no2 } }');
  expect(order).toEqual(['build', 'air 1', 'tearDown', 'build', 'air 2']);
  expect(JSON.stringify(data)).toBe('{"first":{"no2":1},"tearDown":1,"second":{"no2":1}}');
});

it('answers introspection by itself, beside what subgraphs answer', async () => {
  const { run, asked } = engineOver({ towns: () => ({ data: { count: 3 } }) });
  const query =
    '{ kind: __typename __type(name: "Level") { enumValues { name } } count ...S } fragment S on Query { __schema { queryType { name } } }';
  expect(JSON.stringify((await run(query)).data)).toBe(
    '{"kind":"Query","__type":{"enumValues":[{"name":"LOW"},{"name":"HIGH"}]},"count":3,"__schema":{"queryType":{"name":"Query"}}}',
  );
  expect(asked.map(({ query: sent }) => sent)).toEqual(['{count}']);
  asked.length = 0;
  expect((await run('{ __typename }')).data).toEqual({ __typename: 'Query' });
  expect(asked).toEqual([]);
});

it('refuses variables that do not fit, before anybody is asked', async () => {
  const { run, asked } = engineOver({});
  const { data, errors } = await run('query($code: ID!) { town(code: $code) { name } }');
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } }]);
  expect(asked).toEqual([]);
});

it('puts together what subgraphs add: sources in one list, costs added up, and how long it may be kept', async () => {
  const extend = (dataset: string, requests: number, maxAge: number) => ({
    extensions: { sources: [{ dataset }], cost: { requests }, secret: 'stays inside' },
    maxAge,
  });
  const { run } = engineOver({
    towns: () => ({ data: { towns: [town('1')] }, ...extend('urbis', 1, 300) }),
    air: (_, query) => ({ ...entities(query, [{ no2: 1 }]), ...extend('irceline', 2, 60) }),
  });
  const { extensions, maxAge, cost } = await run('{ towns { no2 } }');
  expect(extensions).toEqual({ sources: [{ dataset: 'urbis' }, { dataset: 'irceline' }], cost: { requests: 3 } });
  expect(maxAge).toBe(60);
  expect(cost).toBe(1);
});
