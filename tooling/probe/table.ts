import { isExcused, type Row } from './row.ts';

type Column = readonly [name: string, textOf: (row: Row) => string, side?: 'right'];

const COLUMNS: readonly Column[] = [
  ['dataset', ({ dataset }) => dataset],
  ['administration', ({ administration }) => administration],
  ['outcome', ({ outcome }) => outcome],
  ['read', ({ read }) => String(read), 'right'],
  ['requests', ({ requests }) => String(requests), 'right'],
  ['ms', ({ ms }) => String(ms), 'right'],
  ['KB', ({ bytes }) => (bytes === null ? '-' : (bytes / 1000).toFixed(1)), 'right'],
  ['observed', observedOf],
  ['quota', ({ quota }) => quota],
  ['notes', notesOf],
];

/** The rows for people, in columns. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, textOf]) => textOf(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const put = (text: string, column: number): string =>
    COLUMNS[column]?.[2] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return lines.map((line) => line.map(put).join('  ').trimEnd()).join('\n');
}

/** What came of all of them, for programs. */
export function reportOf(rows: readonly Row[]) {
  const ok = rows.filter(({ outcome }) => outcome === 'OK').length;
  const withoutKey = rows.filter(isExcused).length;
  return { probed: rows.length, ok, failed: rows.length - ok - withoutKey, withoutKey, rows };
}

/** The same in a sentence or two. */
export function summaryOf(rows: readonly Row[]): string {
  const { probed, ok, failed, withoutKey } = reportOf(rows);
  const sum = (of: (row: Row) => number | null): number => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const old = rows.filter(({ freshness }) => freshness === 'STALE' || freshness === 'SUSPECT');
  const without = withoutKey > 0 ? `, ${withoutKey} without an answer for want of a key` : '';
  return [
    `${probed} probed: ${ok} OK, ${failed} failed${without}. ` +
      `${sum(({ requests }) => requests)} requests, ${(sum(({ bytes }) => bytes) / 1e6).toFixed(1)} MB.`,
    ...(old.length > 0 ? [`Older or newer than promised: ${old.map(({ dataset }) => dataset).join(', ')}.`] : []),
  ].join('\n');
}

function observedOf({ age, observedWithin, freshness }: Row): string {
  if (age === null) return '-';
  const since = age < 0 ? `in ${spanOf(-age)}` : spanOf(age);
  if (observedWithin === null) return freshness === 'FRESH' ? since : `${since} ${freshness}`;
  return `${since} of ${spanOf(observedWithin)} ${freshness}`;
}

/** What does not go without saying. */
function notesOf({ method, field, cause, of, key, limits }: Row): string {
  const where = method && (field ? `${method}: ${field}` : method);
  return [
    where,
    cause,
    of && `of ${of}`,
    key === 'MISSING' ? 'no key' : null,
    ...Object.entries(limits).map(([name, value]) => `${name}: ${value}`),
  ]
    .filter((note) => note !== null)
    .join(', ');
}

/** Seconds in their largest unit that leaves no zero: `40 s`, `12 min`, `3 h`, `2 d`. */
function spanOf(seconds: number): string {
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
  ] as const) {
    if (seconds >= length) return `${Math.floor(seconds / length)} ${unit}`;
  }
  return `${seconds} s`;
}
