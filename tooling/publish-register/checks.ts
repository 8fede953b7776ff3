import { parseEnterpriseNumber } from '../../subgraphs/economy/enterprise-number.ts';

/** A row that cannot be published, and why. */
export class RowError extends Error {
  override readonly name = 'RowError';
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

/**
 * An enterprise number of the files, such as `0200.065.765`.
 * @returns its ten digits.
 * @throws {RowError} when its check digits, or anything else about it, are wrong.
 */
export function enterpriseNumber(text: string): string {
  const digits = parseEnterpriseNumber(text);
  if (digits === null) throw new RowError(`${shown(text)} is no enterprise number`);
  return digits;
}

/**
 * An establishment unit number, such as `2.000.000.339`: ten digits from 2 on, with the same check as an enterprise's.
 * @throws {RowError} when it is none.
 */
export function establishmentNumber(text: string): string {
  const digits = text.replaceAll('.', '').trim();
  const isOne = /^[2-8]\d{9}$/.test(digits) && 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
  if (!isOne) throw new RowError(`${shown(text)} is no establishment number`);
  return digits;
}

/** The number of either, as the column `EntityNumber` holds it. */
export function entityNumber(text: string): string {
  return /^\s*[2-8]/.test(text) ? establishmentNumber(text) : enterpriseNumber(text);
}

/**
 * A day of the calendar, `dd-mm-yyyy`; the empty text stays null.
 * @throws {RowError} for anything else.
 */
export function dayOrNull(text: string): string | null {
  if (text === '') return null;
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists = day !== undefined && !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  if (!exists) throw new RowError(`${shown(text)} is no day of the form dd-mm-yyyy`);
  return text;
}

/**
 * A code of one of the register's code tables.
 * @throws {RowError} when the table does not have it.
 */
export function codeOf(column: string, text: string, known: readonly string[]): string {
  if (!known.includes(text)) throw new RowError(`${column} is ${shown(text)}, which is none of ${known.join(', ')}`);
  return text;
}
