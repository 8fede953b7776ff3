import { describe, expect, it } from 'vitest';
import { localize, localizedText, preferredLanguages } from './text.ts';

const IXELLES = { fr: 'Ixelles', nl: 'Elsene' };

describe('a text from what a source sends', () => {
  it('keeps the languages that say something, trimmed', () => {
    expect(localizedText({ fr: ' Ixelles ', nl: '', en: null, de: undefined })).toEqual({ fr: 'Ixelles' });
  });

  it('is null when no language says anything', () => {
    expect(localizedText({ fr: '  ', nl: null })).toBeNull();
    expect(localizedText({})).toBeNull();
  });
});

describe('a text for a reader', () => {
  it('is in the language asked', () => {
    expect(localize(IXELLES, ['nl'])).toBe('Elsene');
  });

  it('is in the first of the reader’s languages that it has', () => {
    expect(localize(IXELLES, preferredLanguages('en-GB,en;q=0.9,nl;q=0.8,fr;q=0.1'))).toBe('Elsene');
  });

  it('is in both regional languages, French first, without a language or a version in it', () => {
    expect(localize(IXELLES, [])).toBe('Ixelles / Elsene');
    expect(localize(IXELLES, ['de'])).toBe('Ixelles / Elsene');
  });

  it('is said once when both are equal, or there is one', () => {
    expect(localize({ fr: 'Jette', nl: 'Jette' }, [])).toBe('Jette');
    expect(localize({ nl: 'Jette' }, ['fr'])).toBe('Jette');
  });

  it('is in English, then in German, when there is neither regional language', () => {
    expect(localize({ de: 'Amt', en: 'Office' }, ['fr'])).toBe('Office');
    expect(localize({ de: 'Amt' }, ['fr'])).toBe('Amt');
  });
});

describe('the language of a reader', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-BE', 'fr'],
    ['NL-be', 'nl'],
    ['nl;q=0.4, de;q=0.9', 'de'],
    ['it, en;q=0.2', 'en'],
    ['fr;q=0, nl;q=0.1', 'nl'],
    ['nl, *;q=0', 'nl'],
  ])('of "%s" is %s', (header, language) => {
    expect(preferredLanguages(header)[0]).toBe(language);
  });

  it.each([undefined, '', '*', '*;q=0', 'it, pt', 'fr;q=0', ';;,='])('of "%s" is none of ours', (header) => {
    expect(preferredLanguages(header)).toEqual([]);
  });
});
