import { describe, expect, it } from 'vitest';
import type { ProjectChangesInput } from './__generated__/types.ts';
import { checkId, checkKey, checkVersion, contentIn, newContentIn, noteIn } from './project-input.ts';

const coded = (code: string, message: string) =>
  expect.objectContaining({ message: expect.stringContaining(message), extensions: expect.objectContaining({ code }) });
const PARTNER = { name: { fr: 'Atelier' }, kind: 'ENTERPRISE' } as const;
const long = (characters: number): string => 'é'.repeat(characters);

describe('what a project has', () => {
  it('is read into what the portfolio keeps, texts trimmed and each thing once', () => {
    const given: ProjectChangesInput = {
      title: { fr: ' Des arbres ', nl: '  ', en: null },
      summary: null,
      enablers: ['DATA', 'DATA'],
      partners: [{ ...PARTNER, kind: 'ADMINISTRATION', level: 'REGIONAL', administration: 'paradigm' }, PARTNER],
      indicators: ['managed-trees', 'managed-trees'],
      municipalities: ['21009', '21001'],
    };
    expect(contentIn(given)).toEqual({
      title: { fr: 'Des arbres' },
      summary: null,
      enablers: ['DATA'],
      partners: [
        { name: { fr: 'Atelier' }, kind: 'ADMINISTRATION', level: 'REGIONAL', administrationId: 'paradigm' },
        { name: { fr: 'Atelier' }, kind: 'ENTERPRISE', level: null, administrationId: null },
      ],
      indicatorIds: ['managed-trees'],
      nisCodes: ['21009', '21001'],
    });
  });

  it('that is new has nothing where nothing is said', () => {
    const input = { id: 'a-b', title: { fr: 'A' }, pillar: { fr: 'B' }, actionArea: 'PEOPLE' } as const;
    expect(newContentIn(input)).toEqual({
      title: { fr: 'A' },
      summary: null,
      pillar: { fr: 'B' },
      actionArea: 'PEOPLE',
      enablers: [],
      partners: [],
      indicatorIds: [],
      nisCodes: [],
    });
  });

  it.each<[string, ProjectChangesInput]>([
    ['"title" needs a text in one language at least', { title: { fr: ' ' } }],
    ['"title.nl" may have 200 characters', { title: { nl: long(201) } }],
    ['"summary.en" may have 2000 characters', { summary: { en: long(2001) } }],
    ['"pillar.fr" may have 200 characters', { pillar: { fr: long(201) } }],
    ['"title.fr" has a control character', { title: { fr: 'a\u0000b' } }],
    ['"title" may be left out, but not null', { title: null }],
    ['"enablers" may be left out, but not null', { enablers: null }],
    ['"partners" may have 20 elements', { partners: Array.from({ length: 21 }, () => PARTNER) }],
    ['"partners.level" is of an ADMINISTRATION', { partners: [{ ...PARTNER, level: 'REGIONAL' }] }],
    ['"partners.name.fr" may have 200', { partners: [{ ...PARTNER, name: { fr: long(201) } }] }],
    ['"indicators" may have 20 elements', { indicators: Array.from({ length: 21 }, () => 'managed-trees') }],
  ])('is refused: %s', (message, given) => {
    expect(() => contentIn(given)).toThrow(coded('BAD_USER_INPUT', message));
  });

  it.each<[string, ProjectChangesInput]>([
    ['Indicator "happiness"', { indicators: ['managed-trees', 'happiness'] }],
    ['Municipality "11002"', { municipalities: ['11002'] }],
    ['Administration "nobody"', { partners: [{ ...PARTNER, administration: 'nobody' }] }],
  ])('names what the graph does not know: %s', (message, given) => {
    expect(() => contentIn(given)).toThrow(coded('UNKNOWN_ID', message));
  });
});

describe('what a change is called', () => {
  it.each(['', 'Bike', 'bike--lane', '-bike', 'bike_lane', '../x', 'é-é', 'a'.repeat(61)])(
    'is no project: %s',
    (id) => {
      expect(() => checkId(id)).toThrow(coded('BAD_USER_INPUT', '"id"'));
    },
  );
  it.each(['short', 'with space', 'a'.repeat(101), 'line\nbreak'])('is no key: %s', (key) => {
    expect(() => checkKey(key)).toThrow(coded('BAD_USER_INPUT', '"idempotencyKey"'));
  });
  it('is a project, a key, a version and a note', () => {
    expect(checkId('bike-green-wave-2')).toBe('bike-green-wave-2');
    expect(checkKey('3f0e8c1e-8a8e-4b0e-9d0c-5d7f1a2b3c4d')).toHaveLength(36);
    expect(() => checkVersion(0)).toThrow(coded('BAD_USER_INPUT', '"version"'));
    expect(() => noteIn({ fr: long(501) })).toThrow(coded('BAD_USER_INPUT', '"note.fr"'));
    expect(noteIn(undefined)).toBeNull();
  });
});
