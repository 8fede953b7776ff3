import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { ircelineInterpolated } from './source.ts';

const [NO2 = '', PM10 = ''] = Object.keys(captured);
const EIGHT = new Date('2026-09-01T08:00:00Z');
const SEVEN = new Date('2026-09-01T07:00:00Z');
const now = () => new Date('2026-09-01T08:45:00Z');

const read = async (answers: Record<string, unknown> = captured, at = now) => {
  const { door, asked } = await replay(ircelineInterpolated, answers, at);
  const cells = (await ircelineInterpolated.provides.airGrid?.(door)) ?? [];
  return {
    cells,
    asked,
    cell: (west: number, south: number) => cells.find((c) => c.west === west && c.south === south),
  };
};

it('joins the layers of a square, whose corners stay in Lambert 72 metres', async () => {
  const { cell } = await read();
  const square = cell(150_000, 168_000);
  expect(square).toMatchObject({ west: 150_000, south: 168_000, east: 154_000, north: 172_000 });
  expect(square?.values.NO2).toMatchObject({
    value: 27.5,
    unit: 'ug/m3',
    quality: 'DERIVED',
    provenance: { source: ircelineInterpolated, observedAt: EIGHT, retrievedAt: now() },
  });
  expect(square?.values.PM10?.value).toBe(18);
});

it('takes the newest hour of each pollutant, in whatever order they come', async () => {
  const { cell } = await read();
  expect(cell(146_000, 168_000)?.values.NO2?.value).toBe(31);
  expect(cell(146_000, 168_000)?.values.O3?.value).toBe(48);
});

it('goes back an hour where the newest is -9999', async () => {
  const { cell } = await read();
  expect(cell(146_000, 168_000)?.values.PM10).toMatchObject({ value: 19, provenance: { observedAt: SEVEN } });
});

it('has no value where all of them are null, -9999 or negative', async () => {
  const { cells } = await read();
  expect(cells.map(({ values }) => values.PM25)).toEqual([undefined, undefined, undefined]);
});

it('reads a square that is sent as MultiPolygon, and leaves out what has no place or is no area', async () => {
  const { cells, cell } = await read();
  expect(cells).toHaveLength(3);
  expect(cell(146_000, 164_000)).toMatchObject({ east: 150_000, north: 168_000, values: { O3: { value: 62 } } });
});

it('asks once for each layer, for the newest values of the whole region', async () => {
  const { asked } = await read();
  const queries = asked.map((question) => new URLSearchParams(question.split('?')[1]));
  expect(queries.map((query) => query.get('typeNames')).toSorted()).toEqual([
    'rio:no2_hmean',
    'rio:o3_hmean',
    'rio:pm10_hmean',
    'rio:pm25_hmean',
  ]);
  expect(queries[0]?.get('CQL_FILTER')).toBe(
    'INTERSECTS(the_geom, POLYGON((141000 161000, 158000 161000, 158000 179000, 141000 179000, 141000 161000)))',
  );
  expect(queries[0]?.get('sortBy')).toBe('timestamp D');
});

it('asks the same questions an hour later, so that a failing service leaves the last answers', async () => {
  const [earlier, later] = [await read(), await read(captured, () => new Date('2026-09-01T09:45:00Z'))];
  expect(later.asked.toSorted()).toEqual(earlier.asked.toSorted());
});

const oneFeature = (properties: object) => ({
  type: 'Feature',
  id: 'pm10_hmean.1',
  geometry: { type: 'Polygon', coordinates: [] },
  properties,
});

it('does not take a part of the region for the whole when the squares became smaller', async () => {
  const features = Array.from({ length: 150 }, () => oneFeature({ timestamp: '2026-09-01T08:00:00Z', value: 3 }));
  await expect(read({ ...captured, [NO2]: { type: 'FeatureCollection', features } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_TOO_LARGE', dataset: 'irceline-interpolated' },
  });
});

it.each([
  [{ datum: '2026-09-01T08:00:00Z', value: 3 }, 'timestamp'],
  [{ timestamp: '2026-09-01T08:00:00Z', concentration: 3 }, 'value'],
  [{ timestamp: '2026-09-01Z', value: 3 }, 'timestamp'],
])('names the field when a layer has %o', async (properties, field) => {
  const answer = { type: 'FeatureCollection', features: [oneFeature(properties)] };
  await expect(read({ ...captured, [PM10]: answer })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'irceline', field: `features.0.properties.${field}` },
  });
});
