import * as v from 'valibot';
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

const dataset = v.object({
  class: v.literal('dataset'),
  /** ISO 8601, sometimes with an offset without a colon. */
  updated: maybe(v.string()),
  id: v.array(v.string()),
  size: v.array(v.number()),
  value: cells(v.number()),
  status: v.optional(cells(v.string())),
  // A dimension of one category may leave its index out.
  dimension: v.record(v.string(), v.object({ category: v.object({ index: v.optional(positions) }) })),
});

/**
 * Reads one series along a time dimension. Every other dimension must be down to one category: the question has to
 * filter them.
 * @throws {SourceError} SOURCE_INVALID when it is not, naming the dimension.
 */
export function readTimeSeries(
  door: Door,
  source: Source,
  { url, time }: { readonly url: URL; readonly time: string },
): Promise<Reading<TimeSeries>> {
  return door.json(source, { url }, (body) => {
    const { id, size, dimension, value, status, updated } = parseWire(source, dataset, body);
    const periods = dimension[time]?.category.index;
    const single = v.object(Object.fromEntries(id.filter((name) => name !== time).map((name) => [name, v.literal(1)])));
    parseWire(source, v.object({ size: single }), { size: Object.fromEntries(id.map((name, at) => [name, size[at]])) });
    // With every other dimension of size one, a cell's number is its period's position.
    return {
      updated: parseOffsetTime(updated),
      observations: [...(periods ?? new Map<string, number>())].map(([period, at]) => ({
        period,
        value: value.get(at) ?? null,
        status: status?.get(at) ?? null,
      })),
    };
  });
}

function parseOffsetTime(text: string | null): Date | null {
  const date = new Date(text?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
