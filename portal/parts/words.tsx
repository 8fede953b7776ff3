import { LANGUAGES, useReading } from '../shell/language.tsx';
import type { Localized } from './plain.ts';

/** The text in the reader's language, else in each of the region's, each with its `lang`. */
export function Words({ of }: { readonly of: Localized }) {
  const { language } = useReading();
  const own = of?.[language];
  if (own) return own;
  const others = LANGUAGES.flatMap((each) => {
    const text = of?.[each];
    return text && each !== 'en' ? [{ each, text }] : [];
  });
  const isSame = new Set(others.map(({ text }) => text)).size === 1;
  return (isSame ? others.slice(0, 1) : others).map(({ each, text }, index) => (
    <span key={each}>
      {index > 0 && ' / '}
      <span lang={each}>{text}</span>
    </span>
  ));
}
