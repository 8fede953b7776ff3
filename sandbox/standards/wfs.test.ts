import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { type FeatureFact, type Layers, standard } from './wfs.ts';

const square = (west: number) => [
  [west, 170_000],
  [west + 4_000, 170_000],
  [west + 4_000, 174_000],
  [west, 174_000],
  [west, 170_000],
];
const fact = (id: string, west: number, at: string): FeatureFact => ({
  id,
  geometry: { type: 'Polygon', coordinates: [square(west)] },
  properties: { code: Number(id.split('.')[1]), at, name: `L'aire ${id}` },
});
const layers = {
  'rio:no2': () => [fact('no2.1', 148_000, '2026-09-01T10:00:00Z'), fact('no2.2', 152_000, '2026-09-01T11:00:00Z')],
  'rio:o3': () => [fact('o3.3', 148_000, '2026-09-01T11:00:00Z')],
};

const ask = async (query: Record<string, string>) => (await answerTo(query)).body;

async function answerTo(query: Record<string, string>, given: Layers = layers) {
  const url = new URL('http://127.0.0.1/wfs');
  const all = { request: 'GetFeature', outputFormat: 'application/json', typeNames: 'rio:no2,rio:o3', ...query };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  const world = worldAt(new Date('2026-09-01T12:00:00Z'), 1);
  const answer = await standard.answer(given, { world, onClose: () => {} });
  const scene = { world, source: testSource(), origin: 'http://127.0.0.1' };
  return answer({ method: 'GET', url, headers: {}, body: '' }, scene);
}
const idsOf = (body: unknown) => (body as { features: { id: string }[] }).features.map(({ id }) => id);

it.each([
  ["at >= '2026-09-01T11:00:00Z'", ['no2.2', 'o3.3']],
  ['code IN (1, 3)', ['no2.1', 'o3.3']],
  ["name = 'L''aire no2.1'", ['no2.1']],
  ['at DURING 2026-09-01T10:30:00Z/2026-09-01T12:00:00Z AND code > 2', ['o3.3']],
  ["INTERSECTS(geom, POINT(153000 171000)) AND at <> ''", ['no2.2']],
  [
    'INTERSECTS(geom, POLYGON((151000 170500, 153000 170500, 153000 171000, 151000 170500)))',
    ['no2.1', 'no2.2', 'o3.3'],
  ],
])('reads %s', async (filter, ids) => {
  expect(idsOf(await ask({ CQL_FILTER: filter }))).toEqual(ids);
});

it('sorts and bounds', async () => {
  expect(idsOf(await ask({ sortBy: 'code D', count: '2' }))).toEqual(['o3.3', 'no2.2']);
});

it('answers in degrees where they are asked for', async () => {
  const body = (await ask({ srsName: 'EPSG:4326', count: '1' })) as {
    features: { geometry: { coordinates: number[][][] } }[];
  };
  const [lon, lat] = body.features[0]?.geometry.coordinates[0]?.[0] ?? [];
  expect(lon).toBeCloseTo(4.34, 2);
  expect(lat).toBeCloseTo(50.84, 2);
});

it.each([
  { CQL_FILTER: "naam = 'x'" },
  { CQL_FILTER: "code > 1 AND depuis > '2026-09-01T11:00:00Z'" },
  { sortBy: 'since D' },
  { typeNames: 'rio:pm10' },
])('answers 400 for a name that it does not know: %o', async (query) => {
  expect(await answerTo(query)).toMatchObject({ status: 400, body: expect.stringContaining('ExceptionReport') });
});

it('shows a feature without a place, which lies in no area', async () => {
  const bare = { ...layers, 'rio:o3': () => [{ ...fact('o3.3', 0, ''), geometry: null }] };
  const { body } = await answerTo({ typeNames: 'rio:o3' }, bare);
  expect(body).toMatchObject({ features: [{ id: 'o3.3', geometry: null }] });
  const around = { typeNames: 'rio:o3', CQL_FILTER: 'INTERSECTS(geom, POINT(153000 171000))' };
  expect(idsOf((await answerTo(around, bare)).body)).toEqual([]);
});

it.each([{ CQL_FILTER: 'name LIKE x%' }, { typeNames: 'rio:pm10' }])(
  'sends XML for what it does not know: %o',
  async (query) => {
    expect(await ask(query)).toContain('ExceptionReport');
  },
);
