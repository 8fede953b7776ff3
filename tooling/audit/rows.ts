import { type Intent, type Item, type Outcome, recordOf } from '../../kernel/trail/records.ts';
import { columns } from '../columns.ts';

/** An act as `show` lists it: its intent, and what came of it. */
export interface Row extends Pick<Intent, 'writer' | 'seq' | 'at' | 'client' | 'administration' | 'kind' | 'fields'> {
  readonly dataset: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseReference: string | null;
  readonly outcome: Outcome['outcome'] | 'UNKNOWN';
  readonly count: number | null;
}

/** Which of them; what is not said holds for all. */
export interface Filter {
  readonly client?: string | undefined;
  readonly administration?: string | undefined;
  readonly field?: string | undefined;
  readonly caseReference?: string | undefined;
  readonly since?: Date | undefined;
  /** Not included. */
  readonly until?: Date | undefined;
}

/** The acts that a trail tells of, the oldest first. What has not the form of an entry is left to `verify`. */
export function rowsOf(items: readonly Item[], filter: Filter = {}): readonly Row[] {
  const records = items.map(recordOf);
  const outcomes = new Map(
    records.flatMap((record) => (record?.record === 'OUTCOME' ? [[`${record.writer} ${record.of}`, record]] : [])),
  );
  return records
    .flatMap((record) => (record?.record === 'INTENT' && fits(record, filter) ? [record] : []))
    .map(({ record: _, key: _k, hash: _h, mac: _m, prevHash: _p, requestHash: _r, ...intent }): Row => {
      const came = outcomes.get(`${intent.writer} ${intent.seq}`);
      return { ...intent, outcome: came?.outcome ?? 'UNKNOWN', count: came?.count ?? null };
    })
    .toSorted((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

function fits({ client, administration, fields, caseReference, at }: Intent, filter: Filter): boolean {
  const moment = new Date(at);
  return (
    (filter.client ?? client) === client &&
    (filter.administration ?? administration) === administration &&
    (filter.caseReference ?? caseReference) === caseReference &&
    (filter.field === undefined || fields.includes(filter.field)) &&
    (filter.since === undefined || moment >= filter.since) &&
    (filter.until === undefined || moment < filter.until)
  );
}

const COLUMNS: readonly (readonly [name: string, textOf: (row: Row) => string])[] = [
  ['at', ({ at }) => at],
  ['client', ({ client }) => client],
  ['administration', ({ administration }) => administration ?? '-'],
  ['kind', ({ kind }) => kind],
  ['fields', ({ fields }) => fields.join(' ')],
  ['dataset', ({ dataset }) => dataset],
  ['purpose', ({ purpose }) => purpose],
  ['legal basis', ({ legalBasis }) => legalBasis],
  ['case', ({ caseReference }) => caseReference ?? '-'],
  ['outcome', ({ outcome }) => outcome],
  ['count', ({ count }) => (count === null ? '-' : String(count))],
  ['entry', ({ writer, seq }) => `${writer}/${seq}`],
];

/** The rows for people, in columns. Callers wrote some of the texts: nothing in them reaches the terminal as a command. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    COLUMNS.map(([name]) => name),
    ...rows.map((row) => COLUMNS.map(([, textOf]) => textOf(row).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�'))),
  ];
  return columns(lines);
}
