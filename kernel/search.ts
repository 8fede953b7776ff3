import MiniSearch from 'minisearch';
import { LANGUAGES, type LocalizedText } from './text.ts';

/** Letters without their accents, in lower case: what people type. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** One index for a list of things, however many questions are put to it. */
const indexes = new WeakMap<readonly unknown[], MiniSearch>();

/** The ways in which the languages of the region write "saint". */
const SAINT = /^(st|ste|sint|sinte|saint|sainte)$/;
const saintly = (word: string): string => (SAINT.test(word) ? 'saint' : word);

/** Whether a word may have a typing mistake: 12 is no mistaken 13. */
const mayBeMistyped = (word: string): boolean => word.length >= 4 && !/\d/.test(word);

const mayBeSwapped = (word: string): boolean => mayBeMistyped(word) && word.length >= 5;

function indexOf(names: readonly (LocalizedText | null)[]): MiniSearch {
  const index = new MiniSearch({
    fields: [...LANGUAGES],
    // As it is written, too: for who has typed only its beginning.
    processTerm: (term) => [...new Set([plain(term), saintly(plain(term))])].filter((word) => word !== ''),
    searchOptions: {
      processTerm: (term) => saintly(plain(term)) || null,
      combineWith: 'AND',
      prefix: (term) => term.length >= 3,
      fuzzy: (term) => (mayBeMistyped(term) ? 0.25 : false),
      weights: { fuzzy: 0.3, prefix: 0.5 },
    },
  });
  index.addAll(names.map((name, id) => ({ id, ...name })));
  return index;
}

/**
 * The things whose name fits a text in any of their languages, the best first: whole words, beginnings of words, and
 * words with a typing mistake (one letter in four), but no number with one. "St" is any "Saint" or "Sint".
 */
export function searchByName<T>(
  things: readonly T[],
  text: string,
  nameOf: (thing: T) => LocalizedText | null,
): readonly T[] {
  const index = indexes.get(things) ?? indexOf(things.map(nameOf));
  indexes.set(things, index);
  const found = index.search(text);
  // Two letters that changed places are two mistakes in a short word: allowed where nothing fits better.
  const best = found.length > 0 ? found : index.search(text, { fuzzy: (term) => (mayBeSwapped(term) ? 2 : false) });
  return best.flatMap(({ id }) => things[id] ?? []);
}
