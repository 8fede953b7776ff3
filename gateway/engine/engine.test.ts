import { expect, it } from 'vitest';
import { engineOver, entities, representationsOf, town } from '../../test/support/engine.ts';

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

it('asks one subgraph once for all that is needed of it at a time, whatever it is for', async () => {
  const { run, asked } = engineOver({
    towns: () => ({ data: { towns: [town('1', { neighbour: town('2') })], town: town('3') } }),
    air: (variables, query) => {
      const answers = [...query.matchAll(/(\w+): _entities\(representations: \$(\w+)\)/g)].map(([, key, name]) => [
        key,
        (variables[name ?? ''] as { code: string }[]).map(({ code }) => ({ no2: Number(code), pm: -Number(code) })),
      ]);
      return { data: Object.fromEntries(answers) };
    },
  });
  const { data, errors } = await run('{ towns { no2 neighbour { pm } } town(code: "3") { no2 pm } }');
  expect(errors).toBeUndefined();
  expect(data).toEqual({ towns: [{ no2: 1, neighbour: { pm: -2 } }], town: { no2: 3, pm: -3 } });
  expect(asked.map(({ subgraph }) => subgraph)).toEqual(['towns', 'air']);
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

it('passes on what subgraphs tell beside their data, with the places of their fields, and how long it may be kept', async () => {
  const { run } = engineOver({
    towns: () => ({ data: { places: [town('1')] }, extensions: { from: 'towns' }, maxAge: 300 }),
    air: (_, query) => ({ ...entities(query, [{ no2: 1 }]), extensions: { from: query }, maxAge: 60 }),
  });
  const { told, maxAge, cost } = await run('{ places: towns { air: no2 } }');
  const [towns, air] = told ?? [];
  expect(towns?.extensions).toEqual({ from: 'towns' });
  expect(towns?.locate(['places'])).toEqual([['places']]);
  const key = /(\w+): _entities/.exec(String(air?.extensions.from))?.[1] ?? '_entities';
  expect(air?.locate([key, 'air'])).toEqual([['places', 'air']]);
  expect(air?.locate([key])).toEqual([['places']]);
  expect(air?.locate(['other'])).toEqual([]);
  expect(maxAge).toBe(60);
  expect(cost).toBe(1);
});

it('keeps what the schema answers apart from fields that had to be renamed', async () => {
  const { run } = engineOver({ towns: () => ({ data: { _r_toString: 3 } }) });
  const { data } = await run('{ _r_toString: __schema { queryType { name } } toString: count }');
  expect(JSON.stringify(data)).toBe('{"_r_toString":{"queryType":{"name":"Query"}},"toString":3}');
});

it('refuses a null that would decide what is asked, and knows the variables of its own operation only', async () => {
  const { run, asked } = engineOver({ towns: () => ({ data: { count: 3 } }) });
  const query = 'query($some: Boolean = true) { count @skip(if: $some) }';
  expect((await run(query, { some: null })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(asked).toEqual([]);
});

it('sends no variable that was not given, whatever its name', async () => {
  const { run, asked } = engineOver({ towns: () => ({ data: { town: null } }) });
  await run('query($__proto__: Boolean = false, $code: ID = "1") { town(code: $code) { name @skip(if: $__proto__) } }');
  expect(Object.keys(asked[0]?.variables ?? {})).toEqual(['code']);
});
