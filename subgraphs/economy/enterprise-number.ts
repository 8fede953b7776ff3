import { RequestError, shown } from '../../kernel/errors.ts';

/**
 * An enterprise number: ten digits, of which the last two are 97 minus the remainder of the first eight by 97
 * (Crossroads Bank for Enterprises).
 * @returns its ten digits; null when it is no such number.
 */
export function parseEnterpriseNumber(text: string): string | null {
  const digits = text.replaceAll('.', '').trim();
  if (!/^[01]\d{9}$/.test(digits)) return null;
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8)) ? digits : null;
}

/** `0200065765` to `0200.065.765`. */
export function formatEnterpriseNumber(digits: string): string {
  return `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`;
}

/** The error in the place of an element that was asked by something else. */
export function notAnEnterpriseNumber(text: string): RequestError {
  return new RequestError(
    'BAD_USER_INPUT',
    `"${shown(text)}" is no enterprise number: ten digits such as 0200.065.765, the last two a check.`,
  );
}
