import type { VenueRecord } from '../../models.ts';

/** Words of the dataset's French categories, without accents. A market in a hall is a market. */
const WORDS: readonly (readonly [RegExp, VenueRecord['kind']])[] = [
  [/\bmarches?\b|\bbrocantes?\b|\bhalles? alimentaires?\b/, 'MARKET'],
  [
    /\bmusees?\b|\btheatres?\b|\bcinemas?\b|\bgaleries?\b|\bconcerts?\b|\boperas?\b|\bexpositions?\b|\bcultur|\bbibliotheques?\b|\bmusique\b|\bdanse\b|\bmonuments?\b/,
    'CULTURE',
  ],
];

/** What kind of place it is, from the categories that it is filed under. */
export function kindOf(categories: readonly string[]): VenueRecord['kind'] {
  const text = categories.join('\n').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return WORDS.find(([words]) => words.test(text))?.[1] ?? 'OTHER';
}
