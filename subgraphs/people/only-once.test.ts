import { describe, expect, it } from 'vitest';
import type { AgreementRecord } from './models.ts';
import { checkAgreed, checkReason } from './only-once.ts';

const reason = { purpose: 'housing', legalBasis: 'code-art-7', caseReference: 'SLRB-2026-00042' };
const agreement: AgreementRecord = {
  fields: ['Household.id', 'Household.size'],
  purposes: new Map([['housing', 'code-art-7']]),
  from: new Date('2026-01-01T00:00:00Z'),
  until: new Date('2027-01-01T00:00:00Z'),
};
const IN_TIME = new Date('2026-06-01T00:00:00Z');

describe('a reason', () => {
  it('has a purpose, a legal act and a file', () => {
    expect(checkReason(reason)).toBe(reason);
  });
  it.each([
    ['purpose', ''],
    ['purpose', '  '],
    ['legalBasis', 'x'],
    ['caseReference', '-'.repeat(5)],
    ['caseReference', 'a\nb'],
    ['caseReference', 'x'.repeat(101)],
  ])('is refused with %s %j', (name, text) => {
    expect(() => checkReason({ ...reason, [name]: text })).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    );
  });
});

it.each([
  ['caseReference', 'about INV-0003'],
  ['caseReference', '85.07.30-033.28'],
  ['purpose', '85073003328'],
])('refuses %s %j, which says whom it is about', (name, text) => {
  expect(() => checkReason({ ...reason, [name]: text }, ['INV-0003'])).toThrow('must not say whom it is about');
});

describe('an agreement', () => {
  const check = (
    agreements: readonly AgreementRecord[],
    fields = ['Household.size'],
    now = IN_TIME,
    given = reason,
  ) => {
    checkAgreed(agreements, given, fields, now);
    return true;
  };
  it('covers its fields, for its purpose, by its legal act, in its time', () => {
    expect(check([agreement])).toBe(true);
    expect(check([agreement], ['Household.size'], agreement.from)).toBe(true);
  });
  it.each([
    ['there is none', [], undefined, undefined, undefined, 'covers this time'],
    ['it has ended', [agreement], undefined, agreement.until, undefined, 'covers this time'],
    ['it has not begun', [agreement], undefined, new Date('2025-12-31T23:59:59Z'), undefined, 'covers this time'],
    ['the purpose is another', [agreement], undefined, undefined, { ...reason, purpose: 'taxes' }, 'purpose "taxes"'],
    ['the act is another', [agreement], undefined, undefined, { ...reason, legalBasis: 'other' }, 'legal act "other"'],
    [
      'more is asked',
      [agreement],
      ['Household.size', 'Household.children'],
      undefined,
      undefined,
      '"Household.children"',
    ],
  ] as const)('does not when %s', (_, agreements, fields, now, given, message) => {
    expect(() => check(agreements, fields && [...fields], now, given)).toThrow(message);
  });
  it('covers all of a question alone: two do not make one', () => {
    const other = { ...agreement, fields: ['Household.children'] };
    expect(() => check([agreement, other], ['Household.size', 'Household.children'])).toThrow('Household.children');
  });
});
