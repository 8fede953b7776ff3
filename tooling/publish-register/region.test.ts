import { expect, it } from 'vitest';
import { municipalityOf } from './region.ts';

const at = (Zipcode: string, MunicipalityFR: string, MunicipalityNL: string, CountryFR = '') =>
  municipalityOf({ Zipcode, MunicipalityFR, MunicipalityNL, CountryFR });

it('goes by the name of the municipality, for one postal code is in several', () => {
  expect(at('1050', 'Ixelles', 'Elsene')).toBe('21009');
  expect(at('1050', 'Bruxelles', 'Brussel')).toBe('21004');
  expect(at('1040', 'Bruxelles', 'Brussel')).toBe('21004');
});

it.each([
  ['Saint-Josse-Ten-Noode', 'Sint-Joost-Ten-Node', '21014'],
  ['BERCHEM SAINTE AGATHE', '', '21003'],
  ['', 'Sint-Jans-Molenbeek', '21012'],
  ['Bruxelles (Ville)', 'Brussel (Stad)', '21004'],
  ['Neder-over-heembeek', 'Neder-Over-Heembeek', '21004'],
])('knows "%s / %s"', (fr, nl, nisCode) => {
  expect(at('1000', fr, nl)).toBe(nisCode);
});

it('leaves out what is elsewhere, even under the name of one of the nineteen', () => {
  expect(at('7910', 'Forest', 'Forest')).toBeNull();
  expect(at('9170', 'Saint-Gilles', 'Sint-Gillis')).toBeNull();
  expect(at('1010', 'Vienne', 'Wenen', 'Autriche')).toBeNull();
  expect(at('', 'Forest', '')).toBeNull();
});

it('takes both names together where there is no postal code', () => {
  expect(at('', 'Forest', 'Vorst')).toBe('21007');
});

it('rejects an address of the region with the names of no municipality, or of two', () => {
  expect(() => at('1050', 'Atlantide', 'Atlantis')).toThrow(
    /1050 is in the region, but "Atlantide \/ Atlantis" is none/,
  );
  expect(() => at('1050', 'Ixelles', 'Ukkel')).toThrow(/two municipalities/);
});
