import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { GeoPoint } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
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
  /** Only these records, in ODSQL; see {@link isOneOf} and {@link isWithin}. */
  readonly where?: string;
  /** Only these fields, in ODSQL; absent for all. */
  readonly select?: string;
  /** In ODSQL, such as `date desc`. */
  readonly orderBy?: string;
  /** Records on a page; 100 unless a gateway is known to give more. */
  readonly pageSize?: number;
  /** No more records than these are wanted; absent for all. */
  readonly most?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether `where` names a place that somebody looks at: no trace shows it. */
  readonly isPersonal?: boolean;
}

/** Largest `limit` that OpenDataSoft itself answers. */
const PAGE = 100;
/** `offset` + `limit` may not go beyond; more records than these come as an export of the dataset. */
const WALL = 10_000;
/** What ends the address of a dataset's records; a gateway that has another address has no exports. */
const RECORDS = /\/records$/;

/** A text in ODSQL, safe whatever it holds. */
export function odsqlText(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

/** The ODSQL condition that a field has one of these texts. */
export function isOneOf(field: string, texts: readonly string[]): string {
  return `${field} in (${texts.map(odsqlText).join(',')})`;
}

/** The ODSQL condition that a place lies within so many metres of a point. */
export function isWithin(field: string, { lat, lon }: GeoPoint, metres: number): string {
  return `within_distance(${field}, geom'POINT(${lon} ${lat})', ${metres}m)`;
}

/**
 * Reads the records that fit, page by page: side by side when the first page tells how many there are, else one
 * after the other until a page is not full. Beyond 10,000 the pages end, and the dataset's export is read.
 * @throws {SourceError} SOURCE_TOO_LARGE beyond 10,000 records of a gateway without exports: never a part as if it
 * were the whole.
 */
export async function readRecords<Fields>(
  door: Door,
  source: Source,
  question: RecordQuestion<Fields>,
): Promise<Reading<readonly Fields[]>> {
  const { most = Number.POSITIVE_INFINITY, pageSize = PAGE } = question;
  const read = (offset: number) => {
    if (offset + pageSize > WALL) throw new SourceError('SOURCE_TOO_LARGE', source);
    return readPage(door, source, question, { limit: Math.min(pageSize, most - offset), offset });
  };
  const first = await read(0);
  const pages = [first];
  if (first.value.total !== null) {
    const wanted = Math.min(first.value.total, most);
    if (wanted > WALL) return readExport(door, source, question);
    const offsets = Array.from({ length: Math.max(0, Math.ceil(wanted / pageSize) - 1) }, (_, i) => (i + 1) * pageSize);
    pages.push(...(await Promise.all(offsets.map(read))));
  } else {
    while (pages.at(-1)?.value.records.length === pageSize && pages.length * pageSize < most)
      pages.push(await read(pages.length * pageSize));
  }
  return {
    // Pages may come from different moments; the oldest speaks for the whole.
    retrievedAt: new Date(Math.min(...pages.map(({ retrievedAt }) => retrievedAt.getTime()))),
    value: pages.flatMap(({ value }) => value.records),
  };
}

/**
 * How many records fit, without reading them.
 * @throws {SourceError} SOURCE_INVALID from a gateway that does not count.
 */
export async function countRecords(
  door: Door,
  source: Source,
  question: Pick<RecordQuestion<unknown>, 'where' | 'headers'> = {},
): Promise<Reading<number>> {
  const { value, retrievedAt } = await readPage(door, source, { ...question, fields: v.unknown() }, { limit: 1 });
  if (value.total === null) throw new SourceError('SOURCE_INVALID', source, { field: 'total_count' });
  return { value: value.total, retrievedAt };
}

interface Page<Fields> {
  readonly records: readonly Fields[];
  /** Null where the gateway does not count. */
  readonly total: number | null;
}

function readPage<Fields>(
  door: Door,
  source: Source,
  question: RecordQuestion<Fields>,
  range: { readonly limit: number; readonly offset?: number },
): Promise<Reading<Page<Fields>>> {
  const page = v.object({
    results: rowsOf(source, question.fields, { isRest: (range.offset ?? 0) > 0 }),
    total_count: maybe(v.number()),
    totalCount: maybe(v.number()),
  });
  const url = asked(addressOf(source, '', { ...range }), question);
  return door.json(
    source,
    { url, headers: question.headers ?? {}, isPersonal: question.isPersonal ?? false },
    (body) => {
      const { results, total_count, totalCount } = parseWire(source, page, body);
      return { records: results, total: total_count ?? totalCount };
    },
  );
}

async function readExport<Fields>(
  door: Door,
  source: Source,
  question: RecordQuestion<Fields>,
): Promise<Reading<readonly Fields[]>> {
  const address = addressOf(source);
  if (!RECORDS.test(address.pathname)) throw new SourceError('SOURCE_TOO_LARGE', source);
  address.pathname = address.pathname.replace(RECORDS, '/exports/json');
  const url = asked(address, question);
  const { headers = {}, isPersonal = false } = question;
  return door.json(source, { url, headers, isPersonal }, (body) =>
    parseWire(source, rowsOf(source, question.fields), body),
  );
}

function asked(url: URL, { where, select, orderBy }: RecordQuestion<unknown>): URL {
  for (const [name, value] of Object.entries({ where, select, order_by: orderBy }))
    if (value !== undefined) url.searchParams.set(name, value);
  // Not every gateway reads `+` as a space; a plus sign itself is already `%2B` here.
  url.search = url.search.replaceAll('+', '%20');
  return url;
}
