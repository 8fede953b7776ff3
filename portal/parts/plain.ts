/** A text of an administration, in the languages that were asked for. */
export type Localized = Readonly<Partial<Record<'fr' | 'nl' | 'en', string | null>>> | null | undefined;

/** The text in a language, else in both of the region's; empty for none. */
export function plain(of: Localized, language: string): string {
  const own = language === 'fr' || language === 'nl' || language === 'en' ? of?.[language] : null;
  return own ?? [...new Set([of?.fr, of?.nl].filter((text) => typeof text === 'string'))].join(' / ');
}
