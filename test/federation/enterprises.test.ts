import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

interface Page {
  nodes: { number: string; name: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
interface Pages {
  municipalities: { enterprises: Page }[];
}

const PAGE = 'nodes { number name } pageInfo { hasNextPage endCursor }';

it('gives five of each of the 19 municipalities with one question a page and one for all their details', async () => {
  const { data, errors } = await city.ask<Pages>(`{ municipalities { enterprises(first: 5) { ${PAGE} } } }`);
  expect(errors).toBeUndefined();
  expect(data.municipalities.map(({ enterprises }) => enterprises.nodes.length)).toEqual(Array(19).fill(5));
  expect(city.requests('enterprise-register')).toBe(19 + 1);
});

it('asks for no details when only numbers of pages are wanted', async () => {
  await city.ask('{ municipalities { enterprises(first: 5) { pageInfo { hasNextPage } } } }');
  expect(city.requests('enterprise-register')).toBe(19);
});

it('leads through a municipality page by page, each enterprise once', async () => {
  const numbers: string[] = [];
  let after: string | null = null;
  do {
    const { data }: { data: Pages } = await city.ask<Pages>(
      `query ($after: String) { municipalities(nisCodes: ["21004"]) { enterprises(first: 4, after: $after) { ${PAGE} } } }`,
      { variables: { after } },
    );
    const page: Page | undefined = data.municipalities[0]?.enterprises;
    numbers.push(...(page?.nodes.map(({ number }) => number) ?? []));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(numbers.length).toBeGreaterThanOrEqual(8);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toEqual(numbers.toSorted());
});

it('has no further page after one of nothing, so that nobody reads on for ever', async () => {
  const { data } = await city.ask<Pages>(`{ municipalities { enterprises(first: 0) { ${PAGE} } } }`);
  expect(data.municipalities[0]?.enterprises).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  expect(city.requests('enterprise-register')).toBe(0);
});

it('refuses a cursor of another municipality', async () => {
  const { data } = await city.ask<Pages>(
    '{ municipalities(nisCodes: ["21001"]) { enterprises(first: 1) { pageInfo { endCursor } } } }',
  );
  const { errors } = await city.ask(
    'query ($after: String) { municipalities(nisCodes: ["21002"]) { enterprises(first: 1, after: $after) { nodes { name } } } }',
    { variables: { after: data.municipalities[0]?.enterprises.pageInfo.endCursor } },
  );
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

it('finds enterprises by number, each failure at its own place', async () => {
  const { data } = await city.ask<Pages>(
    '{ municipalities(nisCodes: ["21009"]) { enterprises(first: 1) { nodes { number } } } }',
  );
  const known = data.municipalities[0]?.enterprises.nodes[0]?.number;
  city.resetCounts();
  const answer = await city.ask<{ enterprises: ({ number: string; municipality: { nisCode: string } } | null)[] }>(
    'query ($numbers: [ID!]!) { enterprises(numbers: $numbers) { number municipality { nisCode } } }',
    { variables: { numbers: [known, '0200.065.765', 'twelve', known?.replaceAll('.', '')] } },
  );
  const found = { number: known, municipality: { nisCode: '21009' } };
  expect(answer.data.enterprises).toEqual([found, null, null, found]);
  expect(answer.errors?.map(({ path, extensions }) => [path?.[1], extensions.code]).toSorted()).toEqual([
    [1, 'UNKNOWN_ID'],
    [2, 'BAD_USER_INPUT'],
  ]);
  expect(city.requests('enterprise-register')).toBe(1);
});
