import type { GeoPoint } from '../../../kernel/geography/coordinates.ts';
import type { World } from '../../world.ts';
import type { Street, StreetAddress } from '../urbis-localize.ts';
import { houseOn } from './nearest.ts';

const MOST = 20;
/** The least share of a text's words that an address has to have. */
const ENOUGH = 0.6;

/** Addresses on streets that have the words of a text in their name, in either language; the best first. */
export function addressesThatFit(
  world: World,
  streets: readonly Street[],
  text: string,
): readonly (StreetAddress & { readonly score: number })[] {
  const words = wordsOf(text);
  const number = words.find((word) => /^\d{1,3}[a-z]*$/.test(word)) ?? null;
  const wanted = words.filter((word) => word !== number);
  if (wanted.length === 0) return [];
  return streets
    .flatMap((street) => {
      const share = Math.max(shareOf(wanted, street, 'fr'), shareOf(wanted, street, 'nl'));
      if (share < ENOUGH) return [];
      const house = number === null ? null : houseOn(street, Number.parseInt(number, 10));
      // A text rarely fits in every letter: the real scores have many digits and stay below 100.
      const rated = 100 * share * (number !== null && !house ? 0.85 : 1) - 4 * world.noise('score', street.code);
      return [{ street, number: house && number, location: house ?? middleOf(street), score: rated }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST);
}

/** The share of wanted words that an address has; none unless one of them is in the street's own name. */
function shareOf(wanted: readonly string[], { name, municipality, postalCode }: Street, language: 'fr' | 'nl'): number {
  const own = wordsOf(name[language]);
  const others = [...wordsOf(municipality[language]), postalCode];
  if (!wanted.some((word) => own.includes(word))) return 0;
  const known = wanted.filter((word) => own.includes(word) || others.includes(word)).length / wanted.length;
  // "Rue Haute" fits "rue haute" better than a longer name that has both words.
  const extra = own.filter((word) => !wanted.includes(word)).length;
  return known * (1 - 0.1 * Math.min(3, extra));
}

/** Words without their accents; the little ones that nearly every name has are left out. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[a-z\d]+/g) ?? []).filter((word) => !/^(de|du|des|la|le|les|l|d|van)$/.test(word));
}

function middleOf({ from, to }: Street): GeoPoint {
  return { lat: (from.lat + to.lat) / 2, lon: (from.lon + to.lon) / 2 };
}
