import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { parseWire } from '../../wire.ts';

/**
 * SDMX 2.1 REST with SDMX-JSON data messages 1.0 and 2.0 (github.com/sdmx-twg/sdmx-json). Keys are positions: `"0:1"`
 * is the first value of the first dimension and the second of the second; an observation's key is the position of its
 * period, and periods are in no order. 2.0 has `structures`, a list; 1.0 has `structure`, one object.
 */
export interface SdmxQuestion {
  /** Agency, dataflow and version, such as `BE2,DF_REGPOP,1.0`. */
  readonly flow: string;
  /** Values of the dimensions joined with dots, such as `A.B1QCAP.100`; it must name one series. */
  readonly key: string;
  /** First period, such as `2015`. */
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SdmxObservation {
  /** Such as `2024`, `2024-Q3` or `2024-09`. */
  readonly period: string;
  /** In whole units: a multiplier of the message, such as millions, is already applied. */
  readonly value: number | null;
  /** Its `OBS_STATUS`, such as `A` for normal or `P` for provisional; null where the message has none. */
  readonly status: string | null;
}

const MEDIA_TYPE = 'application/vnd.sdmx.data+json';

const parts = v.array(v.object({ id: v.string(), values: v.array(v.object({ id: v.string() })) }));
const structure = v.object({
  dimensions: v.object({ observation: v.pipe(parts, v.minLength(1)) }),
  attributes: v.optional(v.object({ series: v.optional(parts, []), observation: v.optional(parts, []) }), {}),
});
/** The value, then for each attribute the position of what it says; null where it says nothing. */
const observation = v.tupleWithRest([v.nullable(v.number())], v.unknown());
const dataSet = v.object({
  /** 2.0: the position of its structure. */
  structure: v.optional(v.number(), 0),
  series: v.optional(
    v.record(
      v.string(),
      v.object({ attributes: v.optional(v.array(v.unknown()), []), observations: v.record(v.string(), observation) }),
    ),
    {},
  ),
});
const message = v.object({
  data: v.object({
    dataSets: v.array(dataSet),
    structures: v.optional(v.array(structure)),
    structure: v.optional(structure),
  }),
});

/**
 * Reads one series, oldest period first; empty when the flow has no such series.
 * @throws {SourceError} SOURCE_INVALID when the key names more than one series.
 */
export function readSeries(
  door: Door,
  source: Source,
  { flow, key, from, headers = {} }: SdmxQuestion,
): Promise<Reading<readonly SdmxObservation[]>> {
  const url = addressOf(source, `data/${flow}/${key}`, { startPeriod: from, dimensionAtObservation: 'TIME_PERIOD' });
  return door.json(source, { url, headers: { ...headers, accept: MEDIA_TYPE } }, (body) => {
    const { dataSets, structures, structure: only } = parseWire(source, message, body).data;
    const [found] = dataSets;
    if (!found) return [];
    const described = (structures ?? (only ? [only] : []))[found.structure];
    if (!described) throw new SourceError('SOURCE_INVALID', source, { field: 'data.structures' });
    const [one, ...more] = Object.values(found.series);
    if (more.length > 0) throw new SourceError('SOURCE_INVALID', source, { field: 'data.dataSets.0.series' });
    const periods = described.dimensions.observation[0]?.values ?? [];
    const { series: ofSeries = [], observation: ofObservation = [] } = described.attributes;
    const multiplierOfSeries = attribute('UNIT_MULT', ofSeries, one?.attributes ?? []);
    return Object.entries(one?.observations ?? {})
      .map(([position, [value, ...positions]]) => {
        const period = periods[Number(position)]?.id;
        if (period === undefined) {
          throw new SourceError('SOURCE_INVALID', source, { field: `observations.${position}` });
        }
        const multiplier = attribute('UNIT_MULT', ofObservation, positions) ?? multiplierOfSeries ?? '0';
        return {
          period,
          value: value === null ? null : value * 10 ** Number(multiplier),
          status: attribute('OBS_STATUS', ofObservation, positions),
        };
      })
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  });
}

/** What an attribute says: its value at the position that stands in its place; null where there is none. */
function attribute(id: string, described: v.InferOutput<typeof parts>, positions: readonly unknown[]): string | null {
  const place = described.findIndex((part) => part.id === id);
  const position = positions[place];
  return typeof position === 'number' ? (described[place]?.values[position]?.id ?? null) : null;
}
