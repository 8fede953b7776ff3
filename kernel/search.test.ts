import { expect, it } from 'vitest';
import { searchByName } from './search.ts';

const places = [
  { fr: 'Ixelles', nl: 'Elsene' },
  { fr: 'Saint-Gilles', nl: 'Sint-Gillis' },
  { fr: 'Saint-Josse-ten-Noode', nl: 'Sint-Joost-ten-Node' },
  { fr: 'Sainte-Catherine', nl: 'Sint-Katelijne' },
  { fr: 'Bus 1204' },
  { fr: 'Gare du Midi', nl: 'Zuidstation' },
  { fr: 'Trône', nl: 'Troon' },
  null,
];
const find = (text: string) => searchByName(places, text, (place) => place).map((place) => place?.fr);

it.each([
  ['ixelles', 'Ixelles'],
  ['ELSENE', 'Ixelles'],
  ['Iexlles', 'Ixelles'],
  ['sint gillis', 'Saint-Gilles'],
  ['saint gil', 'Saint-Gilles'],
  ['St Gilles', 'Saint-Gilles'],
  ['St-Gilles', 'Saint-Gilles'],
  ['Saint Gilles', 'Saint-Gilles'],
  ['Sint-Gillis', 'Saint-Gilles'],
  ['sin gil', 'Saint-Gilles'],
  ['ste catherine', 'Sainte-Catherine'],
  ['bus 1204', 'Bus 1204'],
  ['trone', 'Trône'],
  ['zuidstatoin', 'Gare du Midi'],
  ['tronë', 'Trône'],
  ['torne', 'Trône'],
  ['gare midi', 'Gare du Midi'],
])('finds %s', (text, name) => {
  expect(find(text)[0]).toBe(name);
});

it('finds nothing that shares only one of the words', () => {
  expect(find('saint pierre')).toEqual([]);
});

it('takes no number for a mistaken other one', () => {
  expect(find('bus 1203')).toEqual([]);
});

it('is not led astray by names that objects have', () => {
  expect(find('constructor __proto__')).toEqual([]);
});
