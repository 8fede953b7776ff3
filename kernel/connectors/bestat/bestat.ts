import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import type { Language } from '../../text.ts';
import { maybe, parseWire } from '../../wire.ts';
import { dayOf, monthOf } from './periods.ts';

/** What a column may be called, in the view's language; the first one is the right one. */
export type Labels = readonly string[];

/**
 * One figure of a saved view of be.STAT: `GET /views/{uuid}/result/JSON` answers `{ "facts": [{ … }] }`, flat objects
 * whose keys are labels in the language of the question. Times are label columns of their own.
 */
export interface View {
  readonly uuid: string;
  /** The language that is asked: of the labels, and of the names of months. */
  readonly language: Language;
  readonly value: Labels;
  readonly time: { readonly year: Labels; readonly month: Labels } | { readonly day: Labels };
  /** The column that tells several series apart, and the text of the one that is wanted. */
  readonly only?: { readonly category: Labels; readonly text: string };
}

export interface ViewObservation {
  /** ISO 8601 month or day, such as `2026-03` or `2026-03-02`. */
  readonly period: string;
  readonly value: number | null;
}

const facts = v.object({ facts: v.array(v.record(v.string(), v.unknown())) });
const text = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((cell) => String(cell).trim()),
);
const row = v.object({
  value: v.nullable(v.number()),
  year: maybe(text),
  month: maybe(text),
  day: maybe(text),
  category: maybe(text),
});

/**
 * Reads one figure of a view, in the order of the view.
 * @throws {SourceError} SOURCE_INVALID for a column that has none of its labels, a time that is none, a view without
 * the category that is wanted, or one that tells two values of one period; `field` names the column by our name.
 */
export function readView(door: Door, source: Source, view: View): Promise<Reading<readonly ViewObservation[]>> {
  return door.json(source, { url: addressOfView(source, view) }, (body) => {
    const invalid = (field: string) => new SourceError('SOURCE_INVALID', source, { field });
    const seen = new Set<string>();
    const observations = rowsOf(source, body, columnsOf(view)).flatMap(({ value, category, ...time }, index) => {
      if (view.only && category !== view.only.text) return [];
      const period = 'day' in view.time ? dayOf(time.day) : monthOf(time.year, time.month, view.language);
      if (period === null) throw invalid(`facts.${index}.${'day' in view.time ? 'day' : 'month'}`);
      if (seen.has(period)) throw invalid(`facts.${index}.period`);
      seen.add(period);
      return [{ period, value }];
    });
    if (view.only && observations.length === 0) throw invalid('facts.category');
    return observations;
  });
}

/** A view that tells a figure by year and by something else, such as the municipality. */
export interface YearlyView {
  readonly uuid: string;
  readonly language: Language;
  readonly value: Labels;
  readonly year: Labels;
  readonly category: Labels;
}

export interface YearlyFact {
  readonly category: string;
  /** Such as `2026`. */
  readonly period: string;
  readonly value: number | null;
}

/**
 * Reads every row of a yearly view; those without a category, as totals have none, are left out.
 * @throws {SourceError} SOURCE_INVALID for a column that has none of its labels, or a year that is none.
 */
export function readYearlyView(
  door: Door,
  source: Source,
  { value, year, category, ...view }: YearlyView,
): Promise<Reading<readonly YearlyFact[]>> {
  return door.json(source, { url: addressOfView(source, view) }, (body) =>
    rowsOf(source, body, Object.entries({ category, year, value })).flatMap((row, index) => {
      if (!/^\d{4}$/.test(row.year ?? ''))
        throw new SourceError('SOURCE_INVALID', source, { field: `facts.${index}.year` });
      return row.category ? [{ category: row.category, period: row.year ?? '', value: row.value }] : [];
    }),
  );
}

const addressOfView = (source: Source, { uuid, language }: Pick<View, 'uuid' | 'language'>): URL =>
  addressOf(source, `views/${uuid}/result/JSON`, { l: language });

type Columns = readonly (readonly [name: string, labels: Labels])[];

/** The facts of a view under our names for its columns. */
function rowsOf(source: Source, body: unknown, columns: Columns): readonly v.InferOutput<typeof row>[] {
  const named = parseWire(source, facts, body).facts.map((fact, index) =>
    Object.fromEntries(
      columns.map(([name, labels]) => {
        const label = labels.find((known) => Object.hasOwn(fact, known));
        if (label === undefined) throw new SourceError('SOURCE_INVALID', source, { field: `facts.${index}.${name}` });
        return [name, fact[label]];
      }),
    ),
  );
  return parseWire(source, v.object({ facts: v.array(row) }), { facts: named }).facts;
}

/** The columns that a view is read by: our name, and the labels it may have. */
function columnsOf({ value, time, only }: View): Columns {
  return [
    ...Object.entries<Labels>(time),
    ...(only ? ([['category', only.category]] as const) : []),
    ['value', value] as const,
  ];
}
