import { expect, it } from 'vitest';
import { toLambert72 } from '../../kernel/geography/coordinates.ts';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { type Street, standard } from './urbis-localize.ts';

const street = (code: string, fr: string, nl: string, lat: number): Street => ({
  code,
  name: { fr, nl },
  postalCode: '1050',
  municipality: { fr: 'Ixelles', nl: 'Elsene' },
  from: { lat, lon: 4.36 },
  to: { lat, lon: 4.38 },
});
const streets = [
  street('10001001', 'Rue du Trône', 'Troonstraat', 50.83),
  street('10001002', 'Rue Écluse', 'Sluisstraat', 50.84),
];

async function ask(path: string, query: Record<string, string>) {
  const url = new URL(`http://127.0.0.1/Localize/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const world = worldAt(new Date(0), 1);
  const answer = await standard.answer({ streets, around: () => streets }, { world, onClose: () => {} });
  const question = { method: 'GET', url, headers: {}, body: '' };
  return (await answer(question, { world, source: testSource(), origin: 'http://127.0.0.1' })).body as {
    result: unknown;
    error: boolean;
  };
}
const find = (address: string, language = 'fr') => ask('getaddresses', { address, language, spatialReference: '4326' });
const at = (x: number, y: number, SRS_In: number | undefined = 4326) =>
  ask('getaddressfromxy', { json: JSON.stringify({ language: 'nl', point: { x, y }, SRS_In }) });

it.each(['troonstraat 12', 'RUE DU TRONE 12', 'Rue du Trone 12, 1050 Elsene'])(
  'finds %s in either language',
  async (text) => {
    expect(await find(text)).toMatchObject({
      result: [{ address: { street: { name: 'Rue du Trône' }, number: '12' }, adNc: '10001001  12' }],
    });
    expect(await find(text, 'nl')).toMatchObject({ result: [{ address: { street: { name: 'Troonstraat' } } }] });
  },
);

it('finds nothing for some texts with accents, always the same ones', async () => {
  const texts = Array.from({ length: 40 }, (_, number) => `Rue du Trône ${number + 1}`);
  const countFound = async () => {
    const answers = await Promise.all(texts.map((text) => find(text)));
    return answers.map(({ result }) => (result as unknown[]).length > 0);
  };
  const first = await countFound();
  expect(new Set(first)).toEqual(new Set([true, false]));
  expect(await countFound()).toEqual(first);
});

it('takes x for the latitude in a question, and gives one address', async () => {
  expect(await at(50.8301, 4.37)).toMatchObject({
    result: { address: { street: { name: 'Troonstraat' } }, point: { x: expect.closeTo(4.37, 3) } },
    error: false,
  });
  expect(await at(4.37, 50.8301)).toMatchObject({ error: true });
});

it('speaks Lambert 72 to whoever names no system, with x the easting, and knows no other', async () => {
  const [x, y] = toLambert72({ lat: 50.8301, lon: 4.37 });
  expect(await at(x, y, 31370)).toMatchObject({ result: { point: { x: expect.closeTo(x, -1) } }, error: false });
  expect(await at(50.8301, 4.37, 31370)).toMatchObject({ error: true });
  expect(await at(50.8301, 4.37, 3812)).toMatchObject({ error: true });
  const { result } = await ask('getaddresses', { address: 'troonstraat 12', language: 'fr' });
  expect(result).toMatchObject([{ point: { x: expect.closeTo(149_700, -3) } }]);
});
