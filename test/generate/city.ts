import type { Vocabulary } from './operation.ts';
import type { Random } from './random.ts';

/** Ids that something has in the city, and some that nothing has. */
const IDS = [
  '21004',
  '21009',
  '21019',
  'stib:8021',
  'villo:1',
  '41R012',
  '0403091220',
  'no2-current',
  'villo-stations',
  'x',
  '',
];
const TEXTS = ['Ixelles', 'gare centrale', 'a', '', 'é', "chaussée d'Ixelles"];
const TIMES = ['2026-03-02T19:08:00Z', '2024-01-01T00:00:00+01:00', '2019-06-30T23:59:59Z', '2099-01-01T00:00:00Z'];

const degrees = ({ chance, next }: Random): number =>
  chance(0.45) ? 50.8 + next() / 12 : chance(0.8) ? 4.3 + next() / 8 : 200 * next() - 100;

/** What may be asked of the city. */
export const CITY: Vocabulary = {
  depth: 3,
  breadth: 0.08,
  valueOf: (scalar, random) => {
    if (scalar === 'Float') return degrees(random);
    if (scalar === 'DateTime') return random.oneOf(TIMES);
    return random.oneOf(scalar === 'ID' ? IDS : [...IDS, ...TEXTS]);
  },
};
