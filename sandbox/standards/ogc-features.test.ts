import { expect, it } from 'vitest';
import { url as address } from '../../kernel/env.ts';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { type ItemCollection, standard } from './ogc-features.ts';

const source = testSource({ endpoint: address('ITEMS_URL', 'https://example.org/collections/works/items') });
const collection: ItemCollection = {
  system: 'EPSG:3812',
  maxLimit: 50,
  items: () =>
    Array.from({ length: 120 }, (_, id) => ({
      id,
      geometry: id === 0 ? { type: 'Point', coordinates: [4.35921583333333, 50.797815] } : null,
      properties: { number: id },
    })),
};

interface Page {
  readonly features: readonly { readonly id: number; readonly geometry: unknown }[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}
async function ask(query: string) {
  const world = worldAt(new Date(0), 1);
  const answer = await standard.answer(collection, { world, onClose: () => {} });
  const origin = 'http://localhost';
  const url = new URL(`/collections/works/items?${query}`, origin);
  return answer({ method: 'GET', url, headers: {}, body: '' }, { world, source, origin });
}
const pageOf = async (query: string) => (await ask(query)).body as Page;
const linkOf = ({ links }: Page, rel: string) => links.find((link) => link.rel === rel)?.href.split('?')[1];

it('gives ten items when nothing is said, and no more than it grants', async () => {
  expect((await pageOf('')).features).toHaveLength(10);
  expect((await ask('limit=1000')).body).toMatchObject({ numberReturned: 50, numberMatched: 120 });
});

it('leads through all pages by its links, and from the last one no further', async () => {
  const ids: number[] = [];
  for (let query: string | undefined = 'f=json&limit=1000'; query !== undefined; ) {
    const page: Page = await pageOf(query);
    ids.push(...page.features.map(({ id }) => id));
    query = linkOf(page, 'next');
  }
  expect(ids).toEqual(Array.from({ length: 120 }, (_, id) => id));
});

it('links back as well, but not from the first page', async () => {
  expect(linkOf(await pageOf('limit=20&offset=40'), 'prev')).toBe('f=json&limit=20&offset=20');
  expect(linkOf(await pageOf('limit=20'), 'prev')).toBeUndefined();
});

it('answers in metres, with the system in each geometry', async () => {
  const [first, second] = (await pageOf('limit=2')).features;
  expect(first?.geometry).toEqual({
    type: 'Point',
    crs: { type: 'name', properties: { name: 'EPSG:3812' } },
    coordinates: [expect.closeTo(649_328, 0), expect.closeTo(665_262, 0)],
  });
  expect(second?.geometry).toBeNull();
});

it.each(['limit=0', 'limit=all', 'offset=-1', 'f=html', 'sort=name'])('refuses %s', async (query) => {
  expect(await ask(query)).toMatchObject({ status: 400, body: { code: 'InvalidParameterValue' } });
});
