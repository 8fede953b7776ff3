import { expect, it } from 'vitest';
import { codeOf, dayOrNull, enterpriseNumber, entityNumber, establishmentNumber, RowError } from './checks.ts';

it('reads the numbers of the register, which end in a check', () => {
  expect(enterpriseNumber('0200.065.765')).toBe('0200065765');
  expect(establishmentNumber('2.000.000.339')).toBe('2000000339');
  expect([entityNumber('0403.449.823'), entityNumber('2.000.000.339')]).toEqual(['0403449823', '2000000339']);
});

it.each(['0200.065.766', '2.000.000.338', '', '0200065', 'x'])('takes "%s" for no number', (text) => {
  expect(() => entityNumber(text)).toThrow(RowError);
});

it('keeps days as the files write them', () => {
  expect([dayOrNull('09-08-1960'), dayOrNull('29-02-2024'), dayOrNull('')]).toEqual(['09-08-1960', '29-02-2024', null]);
});

it.each(['29-02-2023', '1960-08-09', '09/08/1960', '00-01-2020', '01-13-2020'])('takes "%s" for no day', (text) => {
  expect(() => dayOrNull(text)).toThrow(/no day of the form dd-mm-yyyy/);
});

it('says which codes there are', () => {
  expect(() => codeOf('Status', 'XX', ['AC', 'ST'])).toThrow('Status is "XX", which is none of AC, ST');
});
