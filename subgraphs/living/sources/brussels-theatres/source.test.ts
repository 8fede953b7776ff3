import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsTheatres } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsTheatres, answers);
  return { stages: (await brusselsTheatres.provides.stages?.(door)) ?? [], asked };
};

it('reads a theatre in both languages, with a key made of its name', async () => {
  const { stages, asked } = await read();
  expect(stages[0]).toMatchObject({
    id: 'brussels:theatre-royal-de-la-monnaie',
    name: { fr: 'Théâtre royal de la Monnaie', nl: 'Koninklijke Muntschouwburg' },
    address: { fr: 'Place de la Monnaie 5', nl: 'Muntplein 5' },
    location: { lat: 50.849722, lon: 4.353889 },
  });
  expect(asked).toHaveLength(1);
});

it('keeps one without an address, and leaves out what has no name or is nowhere', async () => {
  const { stages } = await read();
  expect(stages.map(({ name, address }) => [name.fr, address === null])).toEqual([
    ['Théâtre royal de la Monnaie', false],
    ['Théâtre sans adresse', true],
  ]);
});

it('names the field when it is called otherwise', async () => {
  const results = [{ nom: 'Théâtre', beschrijving: null, geo_point_2d: null }];
  await expect(read({ 'GET /api/*': { total_count: 1, results } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'results.0.description' },
  });
});
