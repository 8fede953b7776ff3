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
}

export interface SdmxObservation {
  /** Such as `2024`, `2024-Q3` or `2024-09`. */
  readonly period: string;
  readonly value: number | null;
}

const MEDIA_TYPE = 'application/vnd.sdmx.data+json';

const structure = v.object({
  dimensions: v.object({ observation: v.array(v.object({ values: v.array(v.object({ id: v.string() })) })) }),
});
const dataSets = v.array(
  v.object({
    series: v.optional(
      v.record(v.string(), v.object({ observations: v.record(v.string(), v.looseTuple([v.nullable(v.number())])) })),
      {},
    ),
  }),
);
const message = v.object({
  data: v.union([
    v.pipe(v.object({ dataSets, structures: v.pipe(v.array(structure), v.minLength(1)) }), v.transform(flatten)),
    v.pipe(
      v.object({ dataSets, structure }),
      v.transform((data) => flatten({ dataSets: data.dataSets, structures: [data.structure] })),
    ),
  ]),
});

function flatten(data: { dataSets: v.InferOutput<typeof dataSets>; structures: v.InferOutput<typeof structure>[] }) {
  return {
    series: Object.values(data.dataSets[0]?.series ?? {}),
    periods: data.structures[0]?.dimensions.observation[0]?.values.map(({ id }) => id) ?? [],
  };
}

/**
 * Reads one series, oldest period first; empty when the flow has no such series.
 * @throws {SourceError} SOURCE_INVALID when the key names more than one series.
 */
export function readSeries(
  door: Door,
  source: Source,
  { flow, key, from }: SdmxQuestion,
): Promise<Reading<readonly SdmxObservation[]>> {
  const url = addressOf(source, `data/${flow}/${key}`, { startPeriod: from, dimensionAtObservation: 'TIME_PERIOD' });
  return door.json(source, { url, headers: { accept: MEDIA_TYPE } }, (body) => {
    const { series, periods } = parseWire(source, message, body).data;
    if (series.length > 1) throw new SourceError('SOURCE_INVALID', source, { field: 'data.dataSets.0.series' });
    return Object.entries(series[0]?.observations ?? {})
      .map(([position, [value]]) => {
        const period = periods[Number(position)];
        if (period === undefined) {
          throw new SourceError('SOURCE_INVALID', source, { field: `observations.${position}` });
        }
        return { period, value };
      })
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
  });
}
