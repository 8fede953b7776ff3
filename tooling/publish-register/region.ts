import { RowError } from './checks.ts';

/** The 19 municipalities: NIS code, then what the register calls them in French and Dutch, older names included. */
const NAMES: readonly (readonly [nisCode: string, ...names: string[]])[] = [
  ['21001', 'Anderlecht'],
  ['21002', 'Auderghem', 'Oudergem'],
  ['21003', 'Berchem-Sainte-Agathe', 'Sint-Agatha-Berchem'],
  ['21004', 'Bruxelles', 'Brussel', 'Laeken', 'Laken', 'Neder-Over-Heembeek', 'Haren'],
  ['21005', 'Etterbeek'],
  ['21006', 'Evere'],
  ['21007', 'Forest', 'Vorst'],
  ['21008', 'Ganshoren'],
  ['21009', 'Ixelles', 'Elsene'],
  ['21010', 'Jette'],
  ['21011', 'Koekelberg'],
  ['21012', 'Molenbeek-Saint-Jean', 'Sint-Jans-Molenbeek'],
  ['21013', 'Saint-Gilles', 'Sint-Gillis'],
  ['21014', 'Saint-Josse-ten-Noode', 'Sint-Joost-ten-Node'],
  ['21015', 'Schaerbeek', 'Schaarbeek'],
  ['21016', 'Uccle', 'Ukkel'],
  ['21017', 'Watermael-Boitsfort', 'Watermaal-Bosvoorde'],
  ['21018', 'Woluwe-Saint-Lambert', 'Sint-Lambrechts-Woluwe'],
  ['21019', 'Woluwe-Saint-Pierre', 'Sint-Pieters-Woluwe'],
];

/** A name without accents, capitals, hyphens, spaces, and what stands in brackets behind it. */
const plain = (name: string): string =>
  name
    .replace(/\(.*\)/, '')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

const NIS_CODES = new Map(NAMES.flatMap(([nisCode, ...names]) => names.map((name) => [plain(name), nisCode])));
const BELGIUM = new Set(['', 'belgie', 'belgique']);

/** What of an address says where it is. */
export interface Whereabouts {
  readonly CountryFR: string;
  readonly Zipcode: string;
  readonly MunicipalityFR: string;
  readonly MunicipalityNL: string;
}

/**
 * The municipality of an address in the region, as its NIS code; null for an address elsewhere.
 *
 * The postal code says whether it is in the region, 1000 to 1299 being Brussels' alone, but not where in it: Avenue
 * Louise is in the City of Brussels and has the 1050 of Ixelles. For that the municipality's name is there.
 * @throws {RowError} for an address in the region with the names of no municipality, or of two.
 */
export function municipalityOf({ CountryFR, Zipcode, MunicipalityFR, MunicipalityNL }: Whereabouts): string | null {
  if (!BELGIUM.has(plain(CountryFR))) return null;
  const [fr, nl] = [NIS_CODES.get(plain(MunicipalityFR)), NIS_CODES.get(plain(MunicipalityNL))];
  // Without a postal code both names have to say it: there is more than one Forest in the country.
  if (Zipcode === '') return fr !== undefined && fr === nl ? fr : null;
  if (!/^1[0-2]\d\d$/.test(Zipcode)) return null;
  const nisCode = fr ?? nl;
  const names = JSON.stringify(`${MunicipalityFR} / ${MunicipalityNL}`.slice(0, 80));
  if (nisCode === undefined)
    throw new RowError(`${Zipcode} is in the region, but ${names} is none of its municipalities`);
  if (fr !== undefined && nl !== undefined && fr !== nl) throw new RowError(`${names} are two municipalities`);
  return nisCode;
}
