import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { ircelineBelaqi } from './source.ts';

const now = () => new Date('2026-09-01T08:45:00Z');

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(ircelineBelaqi, answers, now);
  return { cells: (await ircelineBelaqi.provides.airIndexGrid?.(door)) ?? [], asked };
};

it('reads the index of a square with its hour', async () => {
  const { cells } = await read();
  expect(cells[0]).toEqual({
    west: 146_000,
    south: 168_000,
    east: 150_000,
    north: 172_000,
    index: 3,
    provenance: { source: ircelineBelaqi, observedAt: new Date('2026-09-01T08:00:00Z'), retrievedAt: now() },
  });
});

it('goes back an hour where the newest is -9999', async () => {
  const { cells } = await read();
  expect(cells[1]).toMatchObject({ index: 10, provenance: { observedAt: new Date('2026-09-01T07:00:00Z') } });
});

it('has no square without a whole index from 1 to 10', async () => {
  const { cells } = await read();
  expect(cells.map(({ west, south }) => [west, south])).toEqual([
    [146_000, 168_000],
    [150_000, 168_000],
  ]);
});

it('asks once, for the newest values of the whole region', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(1);
  const query = new URLSearchParams(asked[0]?.split('?')[1]);
  expect(Object.fromEntries(query)).toMatchObject({
    typeNames: 'rioifdm:belaqi',
    sortBy: 'timestamp D',
    count: '150',
    CQL_FILTER: expect.stringContaining('INTERSECTS(the_geom, POLYGON((141000 161000'),
  });
});

it('takes the exception that a layer without features gets for no answer', async () => {
  const report = '<?xml version="1.0"?><ows:ExceptionReport version="2.0.0"/>';
  await expect(read({ 'GET /wfs': report })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'irceline-belaqi', administration: 'irceline', field: 'body' },
  });
});

it('names the field when the layer renames one, or has that of its map', async () => {
  const features = [
    { type: 'Feature', id: '', geometry: null, properties: { GRAY_INDEX: 3, timestamp: '2026-09-01T08:00:00Z' } },
  ];
  await expect(read({ 'GET /wfs': { type: 'FeatureCollection', features } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'features.0.properties.value' },
  });
});
