import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsTrees } from './source.ts';

const [RECORDS = ''] = Object.keys(captured);
const [answer] = Object.values(captured);
const now = () => new Date('2026-09-01T10:00:00Z');
const near = { point: { lat: 50.8467, lon: 4.3525 }, metres: 400 };

const open = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsTrees, answers, now);
  const questions = () => asked.map((question) => new URLSearchParams(question.split('?')[1]));
  return { door, questions, trees: brusselsTrees.provides };
};

it('gives the trees around a point, the nearest first', async () => {
  const { door, trees } = await open();
  const found = await trees.treesNear?.(door, near);
  expect(found?.map(({ id }) => id)).toEqual([
    'city-of-brussels:vbx_12',
    'city-of-brussels:1207',
    'city-of-brussels:vbx_56544',
  ]);
  expect(found?.[2]).toEqual({
    id: 'city-of-brussels:vbx_56544',
    species: 'Ginkgo biloba',
    street: { fr: 'Boulevard Anspach', nl: 'Anspachlaan' },
    location: { lat: 50.8481, lon: 4.3508 },
    provenance: { source: brusselsTrees, observedAt: null, retrievedAt: now() },
  });
});

it('keeps a street in one language or none, a species that nobody noted, and an id that is a number', async () => {
  const { door, trees } = await open();
  const [first, second] = (await trees.treesNear?.(door, near)) ?? [];
  expect(first).toMatchObject({ species: 'Platanus x hispanica', street: { fr: 'Place Rouppe' } });
  expect(second).toMatchObject({ id: 'city-of-brussels:1207', species: null, street: null });
});

it('asks once for the circle, for one page and the fields it reads', async () => {
  const { door, trees, questions } = await open();
  await trees.treesNear?.(door, near);
  expect(questions().map((query) => Object.fromEntries(query))).toEqual([
    {
      limit: '100',
      offset: '0',
      where: "within_distance(geo_point_2d, geom'POINT(4.3525 50.8467)', 400m)",
      select: 'id,species,address_fr,adress_nl,geo_point_2d',
    },
  ]);
});

it('asks for smaller circles while they hold more than a page, so that the nearest are not missed', async () => {
  const [, tree] = answer?.results ?? [];
  const far = Array.from({ length: 100 }, (_, index) => ({
    ...tree,
    id: `far_${index}`,
    geo_point_2d: { lat: 50.849, lon: 4.3525 },
  }));
  const full = { total_count: 2_345, results: far };
  const { door, trees, questions } = await open({
    [`${RECORDS}?limit=100&offset=0&where=*400m*`]: full,
    [`${RECORDS}?limit=100&offset=0&where=*200m*`]: full,
    [`${RECORDS}?limit=100&offset=0&where=*100m*`]: { total_count: 1, results: [tree] },
  });
  const found = (await trees.treesNear?.(door, near)) ?? [];
  expect(found).toHaveLength(100);
  expect(found[0]?.id).toBe('city-of-brussels:vbx_12');
  expect(questions()).toHaveLength(3);
});

it('finds trees by id and asks for no id of another keeper', async () => {
  const { door, trees, questions } = await open();
  const ids = ['city-of-brussels:vbx_56544', 'other-keeper:1', 'city-of-brussels:vbx_"12'];
  expect(await trees.treesById?.(door, ids)).toHaveLength(3);
  expect(questions().map((query) => query.get('where'))).toEqual(['id in ("vbx_56544","vbx_\\"12")']);
  expect(await trees.treesById?.(door, ['other-keeper:1'])).toEqual([]);
  expect(questions()).toHaveLength(1);
});

it('counts the trees of the City of Brussels without reading them', async () => {
  const { door, trees, questions } = await open();
  expect(await trees.treeCounts?.(door)).toEqual([
    {
      nisCode: '21004',
      count: {
        value: 4,
        unit: '{tree}',
        quality: 'DERIVED',
        provenance: { source: brusselsTrees, observedAt: null, retrievedAt: now() },
      },
    },
  ]);
  expect(questions().map((query) => query.get('limit'))).toEqual(['1']);
});

it('names the field when the dataset renames one, as it might the Dutch address', async () => {
  const results = answer?.results.map(({ adress_nl, ...tree }) => ({ ...tree, address_nl: adress_nl }));
  const { door, trees } = await open({ [RECORDS]: { total_count: 4, results } });
  await expect(trees.treesNear?.(door, near)).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'brussels-trees',
      administration: 'city-of-brussels',
      field: 'results.0.adress_nl',
    },
  });
});
