import { describe, expect, it } from 'vitest';
import { localize, localizedText, preferredLanguage } from './text.ts';

describe('the reader’s language', () => {
  it.each([
    ['fr-BE,fr;q=0.9', 'fr'],
    ['NL', 'nl'],
    ['ja, de-CH;q=0.3', 'de'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['*', null],
    ['*;q=0', null],
    ['fr;q=0, nl', 'nl'],
    ['ja', null],
    ['', null],
    ['\u0000;;;,', null],
    [undefined, null],
  ])('of Accept-Language %j is %j', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a text', () => {
  const ixelles = { fr: 'Ixelles', nl: 'Elsene' };

  it('is in the language that is asked for', () => {
    expect(localize({ ...ixelles, en: 'Ixelles (en)' }, 'en')).toBe('Ixelles (en)');
  });

  it('is in both regional languages without one, or without a version in it', () => {
    expect(localize(ixelles, null)).toBe('Ixelles / Elsene');
    expect(localize(ixelles, 'de')).toBe('Ixelles / Elsene');
  });

  it('is written once where both are equal, or where there is one', () => {
    expect(localize({ fr: 'Jette', nl: 'Jette' }, null)).toBe('Jette');
    expect(localize({ nl: 'Jette' }, 'fr')).toBe('Jette');
  });

  it('falls back to whatever there is', () => {
    expect(localize({ en: 'Works' }, 'nl')).toBe('Works');
    expect(localize({ de: 'Arbeiten' }, null)).toBe('Arbeiten');
  });

  it('is none when a source sends nothing usable', () => {
    expect(localizedText({ fr: ' ', nl: null })).toBeNull();
    expect(localizedText({ fr: ' Ixelles ', nl: '' })).toEqual({ fr: 'Ixelles' });
  });
});
