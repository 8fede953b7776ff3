import * as v from 'valibot';
import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { cqlText, readAreas, readFeatures } from './wfs.ts';

const layer = testSource({ endpoint: url('LAYER_URL', 'https://example.org/wfs') });
const properties = v.object({ name: v.string() });
const feature = (id: string, geometry: unknown) => ({ type: 'Feature', id, geometry, properties: { name: id } });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

async function read(answer: unknown, more: { filter?: string; sortBy?: string; count?: number } = {}) {
  const { door, asked } = await replay(layer, { 'GET /wfs': answer });
  const { value } = await readFeatures(door, layer, { typeNames: 'rio:no2,rio:pm25', properties, ...more });
  return { value, query: new URLSearchParams(asked[0]?.split('?')[1]) };
}

it('tells the layers of one question apart, and keeps a feature without a place', async () => {
  const { value } = await read(collection(feature('no2.1', null), feature('pm25.7', null)));
  expect(value.map(({ layer, geometry }) => [layer, geometry])).toEqual([
    ['no2', null],
    ['pm25', null],
  ]);
});

it('asks for what fits, in an order, and no more than is wanted', async () => {
  const { query } = await read(collection(), { filter: "a = 'b' AND c > 1", sortBy: 'at D', count: 50 });
  expect(Object.fromEntries(query)).toMatchObject({ CQL_FILTER: "a = 'b' AND c > 1", sortBy: 'at D', count: '50' });
});

it.each([
  ['a service gives no more of a layer', { numberMatched: 3 }, {}],
  ['a service gives less than is wanted', { numberMatched: 30 }, { count: 5 }],
])('is too large to be read whole when %s', async (_, told, more) => {
  const answer = { ...collection(feature('a.1', null), feature('a.2', null)), ...told };
  await expect(read(answer, more)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE', field: 'numberMatched' },
  });
});

it('is too large as well when a page is full and nobody has counted', async () => {
  const full = collection(...Array.from({ length: 1_000 }, (_, n) => feature(`a.${n}`, null)));
  await expect(read({ ...full, numberMatched: 'unknown' })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE' },
  });
  expect((await read({ ...full, numberMatched: 1_000 })).value).toHaveLength(1_000);
});

it('is content with as many features as are wanted, however many there are', async () => {
  const answer = { ...collection(feature('a.1', null), feature('a.2', null)), numberMatched: 5_000 };
  expect((await read(answer, { count: 2 })).value).toHaveLength(2);
});

it('leaves out a feature that does not fit, and counts it all the same', async () => {
  const bad = { ...feature('a.2', null), properties: {} };
  const answer = { ...collection(feature('a.1', null), bad), numberMatched: 2 };
  expect((await read(answer)).value.map(({ id }) => id)).toEqual(['a.1']);
});

it('takes XML, as errors come even with status 200, for no answer', async () => {
  await expect(read('<ows:ExceptionReport/>')).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID' } });
});

it('names the property that was renamed', async () => {
  const renamed = { type: 'Feature', id: 'no2.1', geometry: null, properties: { naam: 'x' } };
  await expect(read(collection(renamed))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'features.0.properties.name' },
  });
});

it('gives areas in WGS84 and leaves out what is none', async () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [149_000, 170_000],
        [150_000, 170_000],
        [150_000, 171_000],
        [149_000, 170_000],
      ],
    ],
  };
  const answer = collection(feature('a.1', square), feature('a.2', { type: 'Point', coordinates: [149_000, 170_000] }));
  const { door } = await replay(layer, { 'GET /wfs': answer });
  const { value } = await readAreas(door, layer, { typeNames: 'x:a', properties });
  expect(value).toHaveLength(1);
  expect(value[0]?.boundary.coordinates[0]?.[0]?.[0]).toEqual([expect.closeTo(4.3545, 3), expect.closeTo(50.8404, 3)]);
});

it('writes a text in CQL, whatever it holds', () => {
  expect(cqlText("L'Écuyer' OR 1=1")).toBe("'L''Écuyer'' OR 1=1'");
});
