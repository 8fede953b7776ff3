import Negotiator from 'negotiator';

/** A language of the graph. French and Dutch are the region's two; German is Belgium's third. */
export const LANGUAGES = ['fr', 'nl', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in the languages in which its administration keeps it; at least one is present. */
export type LocalizedText = { readonly [L in Language]?: string | undefined };

/** Builds a text from what a source sends; null when it sends nothing usable in any language. */
export function localizedText(parts: { readonly [L in Language]?: string | null | undefined }): LocalizedText | null {
  const text: { [L in Language]?: string } = {};
  for (const language of LANGUAGES) {
    const part = parts[language]?.trim();
    if (part) text[language] = part;
  }
  return Object.keys(text).length > 0 ? text : null;
}

/** A name that a source writes in both regional languages, `Trône / Troon`, French first; else it serves both. */
export function bilingual(name: string): LocalizedText {
  const [fr, nl, more] = name.split(' / ');
  return fr && nl && more === undefined ? { fr, nl } : { fr: name, nl: name };
}

/**
 * The text for a reader: in the first of their languages that it has. Without one, both regional languages
 * ("Ixelles / Elsene"), one if they are equal, else whatever there is.
 */
export function localize(text: LocalizedText, languages: readonly Language[]): string {
  const exact = languages.map((language) => text[language]).find((part) => part);
  if (exact) return exact;
  const regional = [...new Set([text.fr, text.nl].filter((part) => part !== undefined))];
  if (regional.length > 0) return regional.join(' / ');
  return text.en ?? text.de ?? '';
}

/** The languages of an `Accept-Language` header (RFC 9110, 12.5.4) that the graph has, the dearest first. */
export function preferredLanguages(acceptLanguage: string | undefined): readonly Language[] {
  if (!acceptLanguage) return [];
  const accepted = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages();
  const primary = new Set(accepted.map((tag) => tag.toLowerCase().split('-')[0]));
  return [...primary].flatMap((code) => LANGUAGES.find((language) => language === code) ?? []);
}
