import type { Language } from '../../text.ts';

/** The names of the months in a language, January first, in lower case. */
function monthNames(language: Language): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month, 1)).toLowerCase());
}

const known = new Map<Language, readonly string[]>();

/** `2026` and `March`, or `March 2026`, to `2026-03`; null when it is no month of a year. */
export function monthOf(year: string | null, month: string | null, language: Language): string | null {
  const names = known.get(language) ?? monthNames(language);
  known.set(language, names);
  const name = month?.replace(/\s*\d{4}$/, '').toLowerCase() ?? '';
  const number = names.indexOf(name.normalize('NFC')) + 1;
  return number > 0 && year !== null && /^\d{4}$/.test(year) ? `${year}-${String(number).padStart(2, '0')}` : null;
}

/** `02/03/2026` or `2026-03-02` to `2026-03-02`; null when it is no day. */
export function dayOf(text: string | null): string | null {
  const day = text?.replace(/^(\d{2})[/.-](\d{2})[/.-](\d{4})$/, '$3-$2-$1') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}
