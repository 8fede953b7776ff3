import * as v from 'valibot';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * JSON-stat 2.0 (json-stat.org/full): one dataset, its cells in row-major order of its dimensions. Cells are a sparse
 * object or a list, and so are the positions of a dimension's categories.
 */
export interface TimeSeries {
  /** When the publisher last changed the dataset. */
  readonly updated: Date | null;
  /** One entry per period of the dataset, in its order; null where the cell is empty. */
  readonly observations: readonly {
    readonly period: string;
    readonly value: number | null;
    readonly status: string | null;
  }[];
}

const positions = v.union([
  v.pipe(
    v.array(v.string()),
    v.transform((codes) => new Map(codes.map((code, position) => [code, position]))),
  ),
  v.pipe(
    v.record(v.string(), v.number()),
    v.transform((index) => new Map(Object.entries(index))),
  ),
]);

const cells = <const Cell extends v.GenericSchema>(cell: Cell) =>
  v.union([
    v.pipe(
      v.array(v.nullable(cell)),
      v.transform((list) => new Map(list.map((value, at) => [at, value]))),
    ),
    v.pipe(
      v.record(v.string(), v.nullable(cell)),
      v.transform((sparse) => new Map(Object.entries(sparse).map(([at, value]) => [Number(at), value]))),
    ),
  ]);

/** The positions of a dimension's categories. One that has a single category may name it by its label alone. */
const category = v.union([
  v.pipe(
    v.object({ index: positions }),
    v.transform(({ index }) => index),
  ),
  v.pipe(
    v.object({ label: v.record(v.string(), v.string()) }),
    v.transform(({ label }) => new Map(Object.keys(label).map((code, position) => [code, position]))),
    v.check((index) => index.size === 1, 'only a single category may have no index'),
  ),
]);

const dataset = v.object({
  class: v.literal('dataset'),
  /** ISO 8601, sometimes with an offset without a colon. */
  updated: maybe(v.string()),
  id: v.array(v.string()),
  size: v.array(v.number()),
  value: cells(v.number()),
  // One text is the status of all cells.
  status: v.optional(v.union([v.string(), cells(v.string())])),
  dimension: v.record(v.string(), v.object({ category })),
});

/**
 * Reads one series along a time dimension. Every other dimension must be down to one category: the question has to
 * filter them.
 * @throws {SourceError} SOURCE_INVALID when it is not, or when there is no time, naming the dimension.
 */
export function readTimeSeries(
  door: Door,
  source: Source,
  { url, time }: { readonly url: URL; readonly time: string },
): Promise<Reading<TimeSeries>> {
  return door.json(source, { url }, (body) => {
    const { id, size, dimension, value, status, updated } = parseWire(source, dataset, body);
    const periods = dimension[time]?.category;
    if (!periods) throw new SourceError('SOURCE_INVALID', source, { field: `dimension.${time}` });
    const single = v.object(Object.fromEntries(id.filter((name) => name !== time).map((name) => [name, v.literal(1)])));
    parseWire(source, v.object({ size: single }), { size: Object.fromEntries(id.map((name, at) => [name, size[at]])) });
    // With every other dimension of size one, a cell's number is its period's position.
    return {
      updated: parseOffsetTime(updated),
      observations: [...periods].map(([period, at]) => ({
        period,
        value: value.get(at) ?? null,
        status: typeof status === 'string' ? status : (status?.get(at) ?? null),
      })),
    };
  });
}

function parseOffsetTime(text: string | null): Date | null {
  const date = new Date(text?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
