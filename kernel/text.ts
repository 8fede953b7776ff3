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

/**
 * The text for a reader. Without a language, or without a version in it, both regional languages
 * ("Ixelles / Elsene"), one if they are equal, else whatever there is.
 */
export function localize(text: LocalizedText, language: Language | null): string {
  const exact = language ? text[language] : undefined;
  if (exact) return exact;
  const regional = [...new Set([text.fr, text.nl].filter((part) => part !== undefined))];
  if (regional.length > 0) return regional.join(' / ');
  return text.en ?? text.de ?? '';
}

/** The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that the graph has; else null. */
export function preferredLanguage(acceptLanguage: string | undefined): Language | null {
  if (!acceptLanguage) return null;
  const accepted = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages();
  for (const tag of accepted) {
    const primary = tag.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === primary);
    if (known) return known;
  }
  return null;
}
