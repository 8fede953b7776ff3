import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * OpenDataSoft Explore API 2.1 (help.opendatasoft.com/apis/ods-explore-v2): the records of one dataset. The source's
 * endpoint is the dataset's whole address, so that gateways which speak the same dialect elsewhere work as well.
 * Of these some write the number of records as `totalCount`, some leave it out.
 */
export interface RecordQuestion<Fields> {
  /** What the dataset promises of one record. */
  readonly fields: v.GenericSchema<unknown, Fields>;
  /** Only these records, in ODSQL; see {@link isOneOf}. */
  readonly where?: string;
  /** Only these fields, in ODSQL; absent for all. */
  readonly select?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Largest `limit` that is answered. */
const PAGE = 100;
/** `offset` + `limit` may not go beyond; more records than these need an export, which we do not take. */
const WALL = 10_000;

/** A text in ODSQL, safe whatever it holds. */
export function odsqlText(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** The ODSQL condition that a field has one of these texts. */
export function isOneOf(field: string, texts: readonly string[]): string {
  return `${field} in (${texts.map(odsqlText).join(',')})`;
}

/**
 * Reads every record that fits, 100 to a page: side by side when the first page tells how many there are, else one
 * after the other until a page is not full.
 * @throws {SourceError} SOURCE_TOO_LARGE beyond 10,000 records: never a part as if it were the whole.
 */
export async function readRecords<Fields>(
  door: Door,
  source: Source,
  { fields, where, select, headers = {} }: RecordQuestion<Fields>,
): Promise<Reading<readonly Fields[]>> {
  const page = v.object({
    results: v.array(fields),
    total_count: maybe(v.number()),
    totalCount: maybe(v.number()),
  });
  const read = (offset: number) => {
    if (offset + PAGE > WALL) throw new SourceError('SOURCE_TOO_LARGE', source);
    const url = addressOf(source, '', {
      limit: PAGE,
      offset,
      ...(where === undefined ? {} : { where }),
      ...(select === undefined ? {} : { select }),
    });
    // Not every gateway reads `+` as a space; a plus sign itself is already `%2B` here.
    url.search = url.search.replaceAll('+', '%20');
    return door.json(source, { url, headers }, (body) => parseWire(source, page, body));
  };

  const pages = [await read(0)];
  const [first] = pages;
  const total = first?.value.total_count ?? first?.value.totalCount ?? null;
  if (total !== null) {
    if (total > WALL) throw new SourceError('SOURCE_TOO_LARGE', source);
    const offsets = Array.from({ length: Math.max(0, Math.ceil(total / PAGE) - 1) }, (_, i) => (i + 1) * PAGE);
    pages.push(...(await Promise.all(offsets.map(read))));
  } else {
    while (pages.at(-1)?.value.results.length === PAGE) pages.push(await read(pages.length * PAGE));
  }
  return {
    // Pages may come from different moments; the oldest speaks for the whole.
    retrievedAt: new Date(Math.min(...pages.map(({ retrievedAt }) => retrievedAt.getTime()))),
    value: pages.flatMap(({ value }) => value.results),
  };
}
