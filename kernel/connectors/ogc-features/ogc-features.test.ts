import * as v from 'valibot';
import { expect, it } from 'vitest';
import { type Captured, replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { readItems } from './ogc-features.ts';

const source = testSource({ endpoint: url('ITEMS_URL', 'https://example.org/collections/works/items') });
const FIRST = 'GET /collections/works/items?f=json&limit=1000';
const properties = v.object({ name: v.string() });
const point = { type: 'Point', coordinates: [4.35, 50.85] };
const item = (name: string, geometry: unknown = point) => ({ type: 'Feature', geometry, properties: { name } });
const page = (names: readonly string[], next?: string) => ({
  type: 'FeatureCollection',
  features: names.map((name) => item(name)),
  links: [{ rel: 'self', href: '{origin}/elsewhere' }, ...(next ? [{ rel: 'next', href: next }] : [])],
});

async function read(captured: Captured) {
  const { door, asked } = await replay(source, captured);
  const { value } = await readItems(door, source, properties);
  return { items: value, names: value.map(({ properties: { name } }) => name), asked };
}

it('follows the links to the next page, absolute or relative, until there is none', async () => {
  const { names, asked } = await read({
    [FIRST]: page(['a', 'b'], '{origin}/collections/works/items?f=json&limit=1000&offset=2'),
    'GET /collections/works/items?f=json&limit=1000&offset=2': page(['c'], '?cursor=x'),
    'GET /collections/works/items?cursor=x': page(['d']),
  });
  expect(names).toEqual(['a', 'b', 'c', 'd']);
  expect(asked).toHaveLength(3);
});

it('reads an answer without links with one question', async () => {
  const { names, asked } = await read({ [FIRST]: { type: 'FeatureCollection', features: [item('a')] } });
  expect(names).toEqual(['a']);
  expect(asked).toEqual([FIRST]);
});

it('does not follow a link from a page without items', async () => {
  const { asked } = await read({ [FIRST]: page([], '?offset=1000') });
  expect(asked).toHaveLength(1);
});

it('gives nothing of a collection that does not end', async () => {
  const endless = read({ 'GET /collections/works/items': page(['a'], '?again') });
  await expect(endless).rejects.toMatchObject({ extensions: { code: 'SOURCE_TOO_LARGE' } });
});

it('does not follow a link to another host, nor one that is none', async () => {
  await expect(read({ [FIRST]: page(['a'], 'http://127.0.0.1:9/items') })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID' },
  });
  await expect(read({ [FIRST]: page(['a'], 'http://') })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'links.next.href' },
  });
});

it('keeps geometries as they came, the first of a collection, and items without one', async () => {
  const inMetres = {
    type: 'LineString',
    crs: { type: 'name', properties: { name: 'EPSG:3812' } },
    coordinates: [
      [649_000, 671_000],
      [649_100, 671_000],
    ],
  };
  const { items } = await read({
    [FIRST]: {
      type: 'FeatureCollection',
      features: [
        item('metres', inMetres),
        item('several', { type: 'GeometryCollection', geometries: [point, inMetres] }),
        item('empty', { type: 'GeometryCollection', geometries: [] }),
        item('nowhere', null),
      ],
    },
  });
  const { crs: _, ...line } = inMetres;
  expect(items.map(({ geometry }) => geometry)).toEqual([line, point, null, null]);
});

it('names the property that was renamed', async () => {
  const renamed = { type: 'FeatureCollection', features: [{ geometry: null, properties: { naam: 'x' } }] };
  await expect(read({ [FIRST]: renamed })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'features.0.properties.name' },
  });
});
