import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { kindOf } from './kinds.ts';
import { brusselsVenues } from './source.ts';

const [PATH] = Object.keys(captured) as [keyof typeof captured];

async function read(answer: unknown = captured[PATH]) {
  const { door, asked } = await replay(brusselsVenues, { [PATH]: answer });
  const venues = (await brusselsVenues.provides.venues?.(door)) ?? [];
  return { byId: new Map(venues.map((venue) => [venue.id, venue])), asked };
}

it('reads a place with all its languages', async () => {
  const { byId } = await read();
  expect(byId.get('visitbrussels:1042')).toMatchObject({
    name: { fr: 'Atomium', nl: 'Atomium', en: 'Atomium' },
    kind: 'CULTURE',
    description: { fr: 'Neuf sphères au-dessus de la ville.', nl: 'Negen bollen boven de stad.' },
    address: { fr: "Square de l'Atomium 1", nl: 'Atomiumplein 1' },
    postalCode: '1020',
    website: 'https://atomium.be',
    location: { lat: 50.8949, lon: 4.3415 },
    provenance: { observedAt: null },
  });
});

it('reads ids and postal codes that are numbers, one text of categories, and a website without its scheme', async () => {
  const { byId } = await read();
  expect(byId.get('visitbrussels:1043')).toMatchObject({
    name: { fr: 'Marché aux puces', nl: 'Vlooienmarkt' },
    kind: 'MARKET',
    description: null,
    address: { fr: 'Place du Jeu de Balle' },
    postalCode: '1000',
    website: 'https://www.marcheauxpuces.be',
  });
});

it('has null for what is no postal code and no web address', async () => {
  const { byId } = await read();
  expect(byId.get('visitbrussels:1044')).toMatchObject({
    kind: 'OTHER',
    address: null,
    postalCode: null,
    website: null,
  });
});

it('leaves out what has no name, is nowhere, or has its degrees the wrong way round', async () => {
  const { byId } = await read();
  expect(byId.size).toBe(3);
});

it('names the field that has been renamed', async () => {
  const renamed = JSON.parse(JSON.stringify(captured[PATH]).replaceAll('translations_nl_name', 'name_nl'));
  await expect(read(renamed)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'results.0.translations_nl_name' },
  });
});

it('asks once for a hundred places, whatever fields they have', async () => {
  const { asked } = await read({ ...captured[PATH], total_count: 250 });
  expect(asked).toEqual(
    [0, 100, 200].map((offset) => expect.stringMatching(new RegExp(`limit=100&offset=${offset}$`))),
  );
});

it.each([
  [['Musées'], 'CULTURE'],
  [['Centre culturel', 'Restaurant'], 'CULTURE'],
  [['Marché couvert', 'Patrimoine culturel'], 'MARKET'],
  [['Parcs et jardins'], 'OTHER'],
  [[], 'OTHER'],
] as const)('files %j under %s', (categories, kind) => {
  expect(kindOf(categories)).toBe(kind);
});
