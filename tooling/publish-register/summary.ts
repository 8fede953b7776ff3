import type { Rejected } from './rejected.ts';

/** What a run did. */
export interface Summary {
  readonly outcome: 'published' | 'unchanged' | 'interrupted' | 'checked';
  /** Legal persons with their seat in the region, and their establishments: as many as are published when all is. */
  readonly enterprises: number;
  readonly establishments: number;
  /** Natural persons in the files, all left out. */
  readonly naturalPersons: number;
  readonly rejected: number;
  /** The first few of them. */
  readonly firstRejected: readonly Rejected[];
  /** Items that an earlier run had written. */
  readonly before: number;
  /** Items that this run wrote. */
  readonly written: number;
  /** What is in the table and not in the files; null when it was not looked at. */
  readonly gone: { readonly enterprises: number; readonly establishments: number; readonly removed: boolean } | null;
}

export const NOTHING: Summary = {
  outcome: 'interrupted',
  enterprises: 0,
  establishments: 0,
  naturalPersons: 0,
  rejected: 0,
  firstRejected: [],
  before: 0,
  written: 0,
  gone: null,
};

const OUTCOMES: Readonly<Record<Summary['outcome'], string>> = {
  published: 'Published.',
  unchanged: 'Nothing has changed since the last run: nothing was written. --force writes it again.',
  interrupted: 'Stopped. Run again to go on from here.',
  checked: 'Read and checked. Nothing was written (--dry-run).',
};

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** The same for people. */
export function textOf(summary: Summary): string {
  const { outcome, enterprises, establishments, naturalPersons, rejected, firstRejected, before, written, gone } =
    summary;
  const read = [
    `Legal persons in the region: ${enterprises.toLocaleString('en')}, with ${count(establishments, 'establishment')}.`,
    `Natural persons left out: ${naturalPersons.toLocaleString('en')}.`,
    rejected === 0
      ? 'No row was rejected.'
      : `${count(rejected, 'row was', 'rows were')} rejected; rejected.csv in the folder lists them. The first:`,
    ...firstRejected.map(({ file, line, reason }) => `  ${file}:${line}  ${reason}`),
  ];
  const items = `${count(written, 'item')} written${before > 0 ? `, ${before.toLocaleString('en')} by an earlier run` : ''}.`;
  return [
    ...(enterprises > 0 ? read : []),
    ...(outcome === 'published' || outcome === 'interrupted' ? [items] : []),
    ...(gone ? [goneText(gone)] : []),
    OUTCOMES[outcome],
  ].join('\n');
}

function goneText({ enterprises, establishments, removed }: NonNullable<Summary['gone']>): string {
  if (enterprises + establishments === 0) return 'Nothing is in the table that is not in the files.';
  const what = `${count(enterprises, 'enterprise')} and ${count(establishments, 'establishment')}`;
  if (removed) return `Removed from the table, as no longer in the files: ${what}.`;
  return `In the table and no longer in the files: ${what}. --remove-gone removes them.`;
}
