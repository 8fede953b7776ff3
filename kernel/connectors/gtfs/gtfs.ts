import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { parseWire } from '../../wire.ts';
import { directoryOf, TAIL, unpack } from './zip.ts';

/**
 * GTFS Schedule (gtfs.org/schedule): tables as CSV in a zip archive. The archives are large for their timetables, so
 * only what is asked for travels, by range requests (RFC 9110, 14): the directory at the end of the archive, then the
 * table. A server that knows no ranges sends the whole archive each time, which is read all the same while it is no
 * larger than the source allows.
 */
export interface TableQuestion<Row> {
  /** The table, such as `stops` for `stops.txt`. */
  readonly table: string;
  /** What the dataset promises of one row. Everything is text; a column that is not there is undefined. */
  readonly fields: v.GenericSchema<unknown, Row>;
  /** Only these rows are kept. */
  readonly where?: (row: Row) => boolean;
}

/** A packed table may be so large once it is unpacked. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** An optional text: an empty cell says as little as one that is not there. */
export const cell = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text || null),
);
/** A degree, or null where the cell is empty. */
export const degree = v.pipe(
  v.string(),
  v.regex(/^(-?\d+(\.\d+)?)?$/),
  v.transform((text) => (text ? Number(text) : null)),
);

/**
 * Reads the rows of one table.
 * @throws {SourceError} SOURCE_INVALID for what is no archive, for a table that is not in it, and where the archive was
 * replaced between two questions; SOURCE_TOO_LARGE as the source declares.
 */
export async function readTable<Row>(
  door: Door,
  source: Source,
  { table, fields, where = () => true }: TableQuestion<Row>,
): Promise<Reading<readonly Row[]>> {
  const url = addressOf(source);
  const directory = await door.bytes(source, { url, headers: range(`-${TAIL}`) }, (raw) =>
    told(source, 'archive', () => directoryOf(raw)),
  );
  const file = directory.value.files.find(({ name }) => name === `${table}.txt`);
  if (!file) throw new SourceError('SOURCE_INVALID', source, { field: table });
  const rows = await door.bytes(source, { url, headers: range(`${file.start}-${file.end - 1}`) }, (raw) => {
    const records = told(source, table, () => recordsOf(unpack(file, directory.value, raw, MOST_UNPACKED)));
    return (
      parseWire(source, v.object({ [table]: rowsOf(source, fields) }), { [table]: records })[table]?.filter(where) ?? []
    );
  });
  // The directory was asked first; what follows from it is no newer.
  return { value: rows.value, retrievedAt: new Date(Math.min(+directory.retrievedAt, +rows.retrievedAt)) };
}

/** The bytes as they stand in the archive: a range of something that is compressed on the way would be another. */
const range = (bytes: string) => ({ range: `bytes=${bytes}`, accept: '*/*', 'accept-encoding': 'identity' });

function recordsOf(csv: Buffer): readonly unknown[] {
  const columns = (header: readonly string[]) => header.map((name) => name.trim());
  return parse(csv, { bom: true, columns, relax_column_count: true, skip_empty_lines: true, trim: true });
}

function told<T>(source: Source, field: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new SourceError('SOURCE_INVALID', source, { cause, field });
  }
}
