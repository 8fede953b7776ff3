import fc from 'fast-check';
import { buildSchema, execute, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import type { SupergraphFacts } from '../facts.ts';
import { dataKeys } from '../operation/names.ts';
import { operationOf, settle } from '../operation/operation.ts';
import { compileCompletion } from './complete.ts';
import { copy, type Data, isData, mergeInto } from './data.ts';
import { compileRepresentation } from './representation.ts';

const FACTS: SupergraphFacts = {
  possibleTypes: {},
  supplied: ['__typename', 'id'],
  interfaceObjects: [],
  requiredBy: {},
};

/** Data as a subgraph may send it. */
const { data: anyData } = fc.letrec<{ data: Data; value: unknown }>((tie) => ({
  data: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'toString', 'constructor'), tie('value'), {
    noNullPrototype: true,
  }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, 0, 1, 'x', true),
    tie('data'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

it('merging: with nothing changes nothing, twice is as once, and what is not null stays known', () => {
  fc.assert(
    fc.property(anyData, anyData, (ours, theirs) => {
      const target = copy(ours);
      mergeInto(target, {});
      expect(target).toEqual(ours);
      mergeInto(target, copy(theirs));
      const once = copy(target);
      mergeInto(target, copy(theirs));
      expect(target).toEqual(once);
      for (const key of [...Object.keys(ours), ...Object.keys(theirs)]) {
        const known =
          (Object.hasOwn(ours, key) && ours[key] !== null) || (Object.hasOwn(theirs, key) && theirs[key] !== null);
        expect(Object.hasOwn(once, key) && once[key] !== null).toBe(known);
      }
    }),
  );
});

it('merging: the parts of an object make the object again, in whatever parts it comes', () => {
  fc.assert(
    fc.property(anyData, fc.infiniteStream(fc.boolean()), (whole, coins) => {
      const [one, other]: [Data, Data] = [{}, {}];
      for (const key of Object.keys(whole)) (coins.next().value ? one : other)[key] = copy(whole[key]);
      mergeInto(one, other);
      expect(one).toEqual(whole);
    }),
  );
});

it('merging: no key touches a prototype', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const hostile: unknown = JSON.parse(`{"a":${text},"__proto__":{"polluted":1},"b":{"__proto__":{"polluted":1}}}`);
      const target: Data = { b: {} };
      if (isData(hostile)) mergeInto(target, hostile);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
      expect((target as { polluted?: number }).polluted).toBeUndefined();
    }),
  );
});

const schema = buildSchema(`
  type Query { one: Thing many: [Thing!] grid: [[Int]] }
  type Thing { id: ID! count: Int! ratio: Float name: String on: Boolean! level: Level next: Thing kin: [Thing]! }
  enum Level { LOW HIGH }
`);
const QUERY = `query {
  one { ...T } many { id count next { ...T } } grid
}
fragment T on Thing { __typename id count ratio name on level next { id kin { name on } } kin { count } }`;
const document = parse(QUERY);
const definition = getOperationAST(document) as OperationDefinitionNode;
const dataKey = dataKeys(FACTS);
const { complete } = compileCompletion(settle(operationOf(schema, document, definition), {}), dataKey, {}, FACTS);

/** Things that fit the schema, or nearly: nulls where none may be, and missing fields. */
const { thing } = fc.letrec<{ thing: unknown }>((tie) => ({
  thing: fc.option(
    fc.record(
      {
        id: fc.option(fc.string(), { freq: 20 }),
        count: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { freq: 10 }),
        ratio: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
        name: fc.option(fc.string()),
        on: fc.option(fc.boolean(), { freq: 20 }),
        level: fc.option(fc.constantFrom('LOW', 'HIGH')),
        next: fc.oneof({ maxDepth: 3 }, fc.constant(null), tie('thing')),
        kin: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('thing'), { maxLength: 3 })),
      },
      { noNullPrototype: true, requiredKeys: ['id', 'count', 'on', 'kin'] },
    ),
    { freq: 8 },
  ),
}));

it('projection: gives what graphql-js gives for the same data, nulls and all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        one: thing,
        many: fc.option(fc.array(thing, { maxLength: 3 })),
        grid: fc.option(fc.array(fc.option(fc.array(fc.option(fc.integer({ min: 0, max: 9 })))))),
      }),
      async (data) => {
        const expected = await execute({ schema, document, rootValue: data });
        const completed = complete(JSON.parse(JSON.stringify(data)));
        expect(JSON.stringify(completed.data)).toBe(JSON.stringify(expected.data));
        const paths = (all: readonly { path?: readonly (string | number)[] | undefined }[] = []) =>
          all.map(({ path }) => JSON.stringify(path)).toSorted();
        // What is null for two reasons is reported for the first that is met, here as there.
        for (const path of paths(completed.misfits)) expect(paths(expected.errors)).toContain(path);
        expect(completed.misfits.length > 0).toBe((expected.errors ?? []).length > 0);
      },
    ),
    { numRuns: 300 },
  );
});

it('representations: equal text for equal entities, and exactly what is required of them', () => {
  const write = compileRepresentation(
    {
      key: '_entities',
      variable: 'representations',
      paths: [],
      requires: [
        {
          type: 'Thing',
          requires: [
            { field: '__typename', requires: null },
            { field: 'id', requires: null },
            { field: 'place', requires: [{ field: 'letter', requires: null }] },
          ],
        },
      ],
      inputs: [],
      rewrites: [],
    },
    FACTS,
  );
  const entity = fc.record({
    id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    place: fc.oneof(
      fc.record({ letter: fc.string(), more: fc.integer() }),
      fc.constant(null),
      fc.array(fc.record({ letter: fc.string() })),
    ),
    other: fc.anything(),
  });
  fc.assert(
    fc.property(entity, (fields) => {
      const place = Array.isArray(fields.place)
        ? fields.place.map(({ letter }) => ({ letter }))
        : fields.place && { letter: fields.place.letter };
      const text = write({ __typename: 'Thing', ...fields });
      expect(JSON.parse(text ?? '')).toEqual({ __typename: 'Thing', id: fields.id, place });
      expect(write({ ...fields, other: 'changed', __typename: 'Thing' })).toBe(text);
    }),
  );
  expect(write({ __typename: 'Thing', id: '1' })).toBeUndefined(); // `place` is not known: there is nothing to ask.
  expect(write({ __typename: 'Other', id: '1', place: null })).toBeUndefined();
  expect(write({ id: '1', place: null })).toBeUndefined();
});
