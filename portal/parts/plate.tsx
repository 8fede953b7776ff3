import type { Localized } from './plain.ts';

/** A name as on the plates at street corners: French above, Dutch below; once where they are the same. */
export function Plate({ of, otherwise }: { readonly of: Localized; readonly otherwise: string }) {
  const names = (['fr', 'nl'] as const).flatMap((lang) => (of?.[lang] ? [{ lang, text: of[lang] }] : []));
  const isSame = names.length === 2 && names[0]?.text === names[1]?.text;
  return (
    <span className="plate">
      {names.length === 0 && otherwise}
      {(isSame ? names.slice(0, 1) : names).map(({ lang, text }) => (
        <span key={lang} lang={isSame ? undefined : lang} className="line">
          {text}
        </span>
      ))}
    </span>
  );
}
