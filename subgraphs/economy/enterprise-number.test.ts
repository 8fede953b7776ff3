import { expect, it } from 'vitest';
import { formatEnterpriseNumber, parseEnterpriseNumber } from './enterprise-number.ts';

it('takes a number with or without dots, and shows it with them', () => {
  expect(parseEnterpriseNumber('0200.065.765')).toBe('0200065765');
  expect(parseEnterpriseNumber('0200065765')).toBe('0200065765');
  expect(formatEnterpriseNumber('0200065765')).toBe('0200.065.765');
});

it.each(['0200065766', '200065765', '2200065765', 'BE0200065765', '', '0200065765\u0000', '٠٢٠٠٠٦٥٧٦٥'])(
  'refuses %j',
  (text) => {
    expect(parseEnterpriseNumber(text)).toBeNull();
  },
);
