import { afterAll, beforeAll, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());

const find = async (text: string) => {
  const { data, errors } = await city.ask<{
    places: Record<
      string,
      { nisCode?: string; name?: { fr?: string }; address?: { street: { fr: string; nl: string } } }[]
    >;
  }>(
    `query ($text: String!) { places(text: $text) {
      municipalities { nisCode } neighbourhoods { name { fr } } stops { name { fr nl } } venues { name { fr } }
      addresses { score address { street { fr nl } } } } }`,
    { variables: { text } },
  );
  expect(errors).toBeUndefined();
  return data.places;
};

it.each([
  ['Ixelles', '21009'],
  ['elsene', '21009'],
  ['Ixeles', '21009'],
  ['sint joost', '21014'],
  ['MOLENBEEK', '21012'],
  ['St Gilles', '21013'],
  ['St-Gilles', '21013'],
  ['Saint Gilles', '21013'],
  ['Sint-Gillis', '21013'],
])('finds the municipality that %s means', async (text, nisCode) => {
  const { municipalities } = await find(text);
  expect(municipalities?.[0]).toEqual({ nisCode });
});

it.each(['gare centrale', 'Centraal Station', 'gare centrla'])('finds the stop that %s means, once', async (text) => {
  const { stops } = await find(text);
  expect(stops?.filter(({ name }) => name?.fr === 'GARE CENTRALE')).toHaveLength(1);
});

it.each(["chaussée d'Ixelles", 'elsensesteenweg'])('finds the address that %s means', async (text) => {
  const { addresses } = await find(text);
  expect(addresses?.[0]?.address?.street).toMatchObject({ fr: "Chaussée d'Ixelles", nl: 'Elsensesteenweg' });
});

it('finds nothing for what is nowhere, and refuses what is no text', async () => {
  expect(await find('xyzzy')).toMatchObject({ municipalities: [], stops: [], addresses: [] });
  const { data, errors } = await city.ask(
    '{ places(text: " x ") { text } municipalities(nisCodes: ["21009"]) { nisCode } }',
  );
  // A text that is none takes nothing else with it.
  expect(data).toEqual({ places: null, municipalities: [{ nisCode: '21009' }] });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
