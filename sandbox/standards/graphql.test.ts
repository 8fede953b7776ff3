import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { connectionOf, type GraphqlService, type Page, standard } from './graphql.ts';

const service: GraphqlService = {
  sdl: `
    type Query { trees(first: Int, after: String): TreeConnection! }
    type TreeConnection { nodes: [Tree!]! pageInfo: PageInfo! }
    type PageInfo { endCursor: String hasNextPage: Boolean! }
    type Tree { name(lang: String!): String }
  `,
  root: () => ({
    trees: (page: Page) =>
      connectionOf(
        ['a', 'b', 'c'].map((name) => ({ name: ({ lang }: { lang: string }) => `${name}-${lang}` })),
        page,
        2,
      ),
  }),
  maxComplexity: 100,
  maxDepth: 5,
};

async function ask(query: string, variables = {}) {
  const world = worldAt(new Date(0), 1);
  const answer = await standard.answer(service, { world, onClose: () => {} });
  const body = JSON.stringify({ query, variables });
  const question = { method: 'POST', url: new URL('http://127.0.0.1/api'), headers: {}, body };
  const { status = 200, body: answered } = await answer(question, {
    world,
    source: testSource(),
    origin: 'http://127.0.0.1',
  });
  expect(status).toBe(200);
  return JSON.parse(JSON.stringify(answered)) as { data?: Record<string, unknown>; errors?: { message: string }[] };
}

it('grants no larger page than it has, and goes on where it ended', async () => {
  const query =
    'query ($after: String) { trees(first: 3, after: $after) { nodes { fr: name(lang: "fr") } pageInfo { endCursor hasNextPage } } }';
  const { data } = await ask(query);
  expect(data).toEqual({
    trees: {
      nodes: [{ fr: 'a-fr' }, { fr: 'b-fr' }],
      pageInfo: { endCursor: expect.any(String), hasNextPage: true },
    },
  });
  const trees = data?.trees as { pageInfo: { endCursor: string } } | undefined;
  expect((await ask(query, { after: trees?.pageInfo.endCursor })).data).toMatchObject({
    trees: { nodes: [{ fr: 'c-fr' }], pageInfo: { hasNextPage: false } },
  });
});

it.each([
  ['{ trees { noot } }', /Cannot query field/],
  ['{ trees(first: 60) { nodes { name(lang: "fr") } } }', /complexity of 121/],
  ['{ trees(first: $n) ', /Syntax Error/],
])('refuses %s with errors alone', async (query, message) => {
  const { data, errors } = await ask(query);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toMatch(message);
});
