import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { expect, it } from 'vitest';
import { eachReference } from './references.ts';

it('has a reference that makes its resolver throw fail in its own place', async () => {
  const typeDefs = parse(
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Town @key(fields: "code") { code: ID! } scalar Other',
  );
  const resolvers = {
    Other: 'left as it is',
    Town: {
      __resolveReference: ({ code }: { code: string }) => {
        if (code === '2') throw new RangeError('there is no town 2');
        return { code };
      },
    },
  };
  const contained = eachReference(resolvers);
  expect(contained.Other).toBe('left as it is');
  const { data, errors } = await graphql({
    schema: buildSubgraphSchema([{ typeDefs, resolvers: { Town: Object(contained.Town) } }]),
    source:
      '{ _entities(representations: [{ __typename: "Town", code: "1" }, { __typename: "Town", code: "2" }]) { ... on Town { code } } }',
  });
  expect(data).toEqual({ _entities: [{ code: '1' }, null] });
  expect(errors).toMatchObject([{ message: 'there is no town 2', path: ['_entities', 1] }]);
});
