import { composeServices } from '@theguild/federation-composition';
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine/engine.ts';
import { createPlanner } from '../engine/planner.ts';
import { factsOf } from '../facts.ts';
import { operationOf } from '../operation/operation.ts';
import type { SubgraphAnswer } from '../transport/transport.ts';
import { accessOf } from './admit.ts';
import { closedIn } from './closed.ts';
import type { Client, Identity } from './identity.ts';
import { accessFactsOf } from './needs.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])`;
const PEOPLE = `${LINK}
  type Query { person: Person things: [Thing] any: [Any] card: Card register: Int! @authenticated level: Level hall: Hall! }
  type Mutation { open: Int close: Int @requiresScopes(scopes: [["doors"]]) }
  interface Thing { id: ID! name: String }
  type Person implements Thing @key(fields: "id") {
    id: ID! name: String
    income: Int @requiresScopes(scopes: [["income:read"], ["all", "read"]])
    dues: Int! @policy(policies: [["administration"]])
  }
  type Robot implements Thing { id: ID! name: String }
  type Spy implements Thing { id: ID! name: String @authenticated }
  union Any = Person | Spy
  type Card @requiresScopes(scopes: [["cards"]]) { number: String }
  type Hall { dues: Int! @authenticated }
  enum Level @requiresScopes(scopes: [["levels"]]) { LOW HIGH }`;
const TAXES = `${LINK}
  type Person @key(fields: "id") {
    id: ID!
    income: Int @external
    tax: Int @requires(fields: "income") @requiresScopes(scopes: [["income:read"], ["all", "read"]])
  }`;

const composed = composeServices([
  { name: 'people', url: 'subgraph://people', typeDefs: parse(PEOPLE) },
  { name: 'taxes', url: 'subgraph://taxes', typeDefs: parse(TAXES) },
]);
const supergraph = composed.supergraphSdl ?? '';
const schema = buildSchema(composed.publicSdl ?? '');
const person = { __typename: 'Person', id: '1', name: 'Ann', income: 100, dues: 3 };
const DATA = {
  person,
  things: [person, { __typename: 'Robot', id: '2', name: 'R2' }, { __typename: 'Spy', id: '7', name: 'Bond' }],
  any: [person, { __typename: 'Spy', id: '7', name: 'Bond' }],
  card: { number: '12' },
  register: 5,
  level: 'HIGH',
  hall: { dues: 4 },
  open: 1,
  close: 2,
};

const ANYBODY: Identity = { kind: 'ANONYMOUS', client: null, account: '', scopes: new Set() };
const CLIENT = { id: 'c', administration: null, isStrict: false } as Client;
const known = (scopes: string[] = [], more: Partial<Client> = {}): Identity => ({
  kind: 'KEY',
  client: { ...CLIENT, ...more },
  account: 'client:c',
  scopes: new Set(scopes),
});

async function ask(query: string, identity: Identity = ANYBODY) {
  const asked: string[] = [];
  const engine = createEngine({
    schema,
    facts: factsOf(supergraph),
    planner: createPlanner(supergraph, 5_000),
    ask: async ({ subgraph, body }): Promise<SubgraphAnswer> => {
      const { query: sent } = JSON.parse(body);
      asked.push(`${subgraph}: ${sent}`);
      const key = /(\w+): _entities|(_entities)/.exec(sent);
      // A subgraph that gives more than it is asked: nothing of it may be seen.
      const data = key ? { [key[1] ?? key[2] ?? '']: [{ __typename: 'Person', tax: 20 }] } : structuredClone(DATA);
      return { reached: true, data, errors: [], extensions: {}, maxAge: 60 };
    },
  });
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const definition = getOperationAST(document) as OperationDefinitionNode;
  const operation = operationOf(schema, document, definition);
  const closed = closedIn(operation, accessFactsOf(supergraph));
  const { denied, refusal } = accessOf(identity, closed, definition.operation === 'mutation');
  if (refusal) return { refusal, asked, data: undefined, errors: [] };
  const caller = { acceptLanguage: undefined, traceId: '', deadline: Number.POSITIVE_INFINITY };
  const { data, errors } = await engine({ document, definition, hash: query, variables: {}, caller, denied });
  return {
    data,
    errors: (errors ?? []).map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`),
    messages: errors?.map(({ message }) => message),
    asked,
    refusal: null,
  };
}

describe('a field that the caller may not have', () => {
  it('is null with FORBIDDEN; the rest is complete, and nobody was asked for it', async () => {
    const { data, errors, messages, asked } = await ask('{ person { name income } }');
    expect(data).toEqual({ person: { name: 'Ann', income: null } });
    expect(errors).toEqual(['person.income FORBIDDEN']);
    expect(messages).toEqual([
      '"Person.income" is not open to everybody: it needs the scope "income:read", or "all" and "read".',
    ]);
    expect(asked.join()).not.toContain('income');
  });

  it.each([
    ['an alias', '{ person { name: income } }', { person: { name: null } }, ['person.name FORBIDDEN']],
    [
      'a fragment',
      '{ person { ...F } } fragment F on Person { income }',
      { person: { income: null } },
      ['person.income FORBIDDEN'],
    ],
    [
      'a fragment on an interface',
      '{ things { ... on Person { income } } }',
      { things: [{ income: null }, {}, {}] },
      ['things.0.income FORBIDDEN'],
    ],
    [
      'a union',
      '{ any { ... on Person { id income } ... on Spy { name } } }',
      { any: [{ id: '1', income: null }, { name: null }] },
      ['any.0.income FORBIDDEN', 'any.1.name FORBIDDEN'],
    ],
    ['a type that is closed', '{ card { number } }', { card: null }, ['card FORBIDDEN']],
    ['an enum that is closed', '{ level }', { level: null }, ['level FORBIDDEN']],
  ])('cannot be had through %s', async (_, query, data, errors) => {
    const { asked, ...answer } = await ask(query);
    expect(answer.data).toEqual(data);
    expect(answer.errors).toEqual(expect.arrayContaining(errors));
    expect(asked.join()).not.toMatch(/income|card|level/);
  });

  it('cannot be had through what is computed from it: neither domain is asked for it', async () => {
    const { data, errors, asked } = await ask('{ person { name tax } }');
    expect(data).toEqual({ person: { name: 'Ann', tax: null } });
    expect(errors).toEqual(['person.tax FORBIDDEN']);
    expect(asked).toHaveLength(1);
    expect(asked.join()).not.toMatch(/tax|income/);
  });

  it('is asked of nobody when nothing else is wanted', async () => {
    const { data, asked } = await ask('{ card { number } level }');
    expect(data).toEqual({ card: null, level: null });
    expect(asked).toEqual([]);
  });

  it('takes what is around it where it must not be null', async () => {
    expect((await ask('{ person { id dues } }')).data).toEqual({ person: null });
    expect((await ask('{ person { id } hall { dues } }')).data).toBeNull();
    expect((await ask('{ register }')).errors).toEqual(['register FORBIDDEN']);
  });

  it('of one type cannot be had through its interface, where nobody knows which type it is', async () => {
    const { data, errors, asked } = await ask('{ things { id name } }');
    expect(data).toEqual({ things: ['1', '2', '7'].map((id) => ({ id, name: null })) });
    expect(errors).toEqual(['things.0.name FORBIDDEN', 'things.1.name FORBIDDEN', 'things.2.name FORBIDDEN']);
    expect(asked.join()).not.toContain('name ');
    const one = await ask('{ things { id ... on Person { name } ... on Spy { name } } }');
    expect(one.data).toEqual({ things: [{ id: '1', name: 'Ann' }, { id: '2' }, { id: '7', name: null }] });
    expect(one.errors).toEqual(['things.2.name FORBIDDEN']);
  });
});

describe('a caller who has been granted what a field needs', () => {
  it.each([
    ['one scope', ['income:read']],
    ['the other scopes', ['read', 'all']],
  ])('has it, by %s', async (_, scopes) => {
    const { data, errors } = await ask('{ person { income tax } }', known(scopes));
    expect(data).toEqual({ person: { income: 100, tax: 20 } });
    expect(errors).toEqual([]);
  });

  it('does not have it by a part of the scopes, or by a name that is like one', async () => {
    for (const scopes of [['read'], ['income'], ['income:read:all'], ['__proto__']])
      expect((await ask('{ person { income } }', known(scopes))).errors).toEqual(['person.income FORBIDDEN']);
  });

  it('has by a policy what the schema says of it', async () => {
    const query = '{ person { dues } }';
    expect((await ask(query, known())).errors).toEqual(['person.dues FORBIDDEN']);
    expect((await ask(query, known([], { administration: 'stib-mivb' }))).data).toEqual({ person: { dues: 3 } });
  });

  it('sees what needs only that somebody asks', async () => {
    expect((await ask('{ register things { name } }', known())).data).toMatchObject({
      register: 5,
      things: [{}, {}, { name: 'Bond' }],
    });
  });

  it('does not get the plan that was made for somebody else', async () => {
    const query = '{ person { income } }';
    expect((await ask(query)).data).toEqual({ person: { income: null } });
    expect((await ask(query, known(['income:read']))).data).toEqual({ person: { income: 100 } });
    expect((await ask(query)).data).toEqual({ person: { income: null } });
  });
});

describe('the whole operation is refused', () => {
  it('for a client that wants all or nothing', async () => {
    const { refusal, asked } = await ask('{ person { name income } }', known([], { isStrict: true }));
    expect(refusal).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(asked).toEqual([]);
  });

  it('when it is a change, of which a part alone would be worse than nothing', async () => {
    const query = 'mutation { open close }';
    expect((await ask(query)).refusal).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await ask(query, known())).refusal?.status).toBe(403);
    expect((await ask(query, known(['doors']))).data).toEqual({ open: 1, close: 2 });
  });
});

it('says that a key cannot be checked now, where it is not known whether the field is open', async () => {
  const { data, errors } = await ask('{ person { name income } }', { ...ANYBODY, unchecked: true });
  expect(data).toEqual({ person: { name: 'Ann', income: null } });
  expect(errors).toEqual(['person.income ACCESS_UNAVAILABLE']);
});

it('cannot be composed with a field that shows what another keeps closed', () => {
  const open = TAXES.replace(/ @requiresScopes[^\n]*/, '');
  const { errors } = composeServices([
    { name: 'people', url: 'subgraph://people', typeDefs: parse(PEOPLE) },
    { name: 'taxes', url: 'subgraph://taxes', typeDefs: parse(open) },
  ]);
  expect(errors?.map(({ message }) => message).join()).toContain('Person.tax');
});
