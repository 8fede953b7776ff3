import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsCarParks } from './source.ts';

const RECORDS = 'GET /api/explore/v2.1/catalog/datasets/bruxelles_parkings_publics/records';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsCarParks, answers);
  return { parks: (await brusselsCarParks.provides.carParks?.(door)) ?? [], asked };
};

it('reads a car park with both names, its operator and its size', async () => {
  const { parks } = await read();
  expect(parks[0]).toMatchObject({
    id: 'city-of-brussels:grand-place',
    name: { fr: 'Grand Place', nl: 'Grote Markt' },
    operator: 'Interparking',
    capacity: 900,
    disabledCapacity: 18,
    floors: 8,
    maxHeight: 2,
    location: { lat: 50.84660200251419, lon: 4.355165995909274 },
    provenance: { observedAt: null },
  });
});

it('reads numbers that came as text, keeps none as none, and an empty operator as unknown', async () => {
  const { parks } = await read();
  expect(parks[1]).toMatchObject({
    id: 'city-of-brussels:de-brouckere',
    name: { fr: 'De Brouckère' },
    operator: null,
    capacity: 450,
    disabledCapacity: 0,
    floors: 3,
    maxHeight: 1.9,
  });
});

it('takes -999, null, and what is no number for unknown', async () => {
  const { parks } = await read();
  const unknown = { capacity: null, disabledCapacity: null, floors: null, maxHeight: null };
  expect(parks[2]).toMatchObject({ id: 'city-of-brussels:p-r-heysel', operator: null, ...unknown });
  expect(parks[3]).toMatchObject({ id: 'city-of-brussels:deux-portes', operator: null, ...unknown });
});

it('leaves out a car park without a place', async () => {
  const { parks } = await read();
  expect(parks).toHaveLength(4);
});

it('asks once', async () => {
  const { asked } = await read();
  expect(asked).toEqual([`${RECORDS}?limit=100&offset=0`]);
});

it.each(['name_fr', 'geo_point_2d'])('names the field when %s is renamed', async (field) => {
  const [park] = captured[RECORDS].results;
  const renamed = Object.fromEntries(Object.entries(park ?? {}).filter(([name]) => name !== field));
  await expect(read({ [RECORDS]: { total_count: 1, results: [renamed] } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'city-of-brussels', field: `results.0.${field}` },
  });
});
