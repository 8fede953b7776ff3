import { LANGUAGES, type Language } from '../../kernel/text.ts';
import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** A fact: values by labels in the language of the question. */
export type Fact = Readonly<Record<string, string | number | null>>;

/** What a statistical office knows: its saved views by uuid. */
export interface SavedViews {
  readonly [uuid: string]: (world: World, language: Language) => readonly Fact[];
}

const RESULT = /\/views\/([\da-f-]{36})\/result\/JSON$/;

/** The views of be.STAT as JSON, in the language of `l`, of `Accept-Language`, or else in English. */
export const standard: Standard<SavedViews> = {
  answer:
    (views) =>
    ({ url, headers }, { world }) => {
      const facts = views[RESULT.exec(url.pathname)?.[1] ?? ''];
      if (!facts) return notFound;
      const wanted = url.searchParams.get('l') ?? headers['accept-language']?.slice(0, 2);
      return { body: { facts: facts(world, LANGUAGES.find((language) => language === wanted) ?? 'en') } };
    },
};
