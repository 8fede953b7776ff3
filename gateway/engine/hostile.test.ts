import { expect, it } from 'vitest';
import { engineOver, entities, town } from '../../test/support/engine.ts';

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
