import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { RowError } from './checks.ts';
import { FILES, type FileName, pathOf } from './extract.ts';
import type { Progress } from './progress.ts';

export type Row<File extends FileName> = Readonly<Record<(typeof FILES)[File][number], string>>;

/** What happens to the rows of one reading. */
export interface Reading {
  /** Takes a row that cannot be published; `line` is where in the file it ends. */
  readonly reject: (file: FileName, line: number, reason: string) => void;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Rows between two words on how far it is. */
const WORD_EVERY = 4096;
/** A row of more bytes is none: a quote was left open. */
const LONGEST_ROW = 64 * 1024;

/**
 * Streams one file of the extract through `take`, row by row; nothing of it is kept here. A row that is no CSV, or that
 * `take` throws a {@link RowError} for, is rejected, and the next one is read.
 * @throws {Error} for a file with a row that does not end.
 */
export async function readRows<File extends FileName>(
  folder: string,
  file: File,
  { reject, progress, signal }: Reading,
  take: (row: Row<File>, line: number) => void,
): Promise<void> {
  const bytes = createReadStream(pathOf(folder, file), { highWaterMark: 256 * 1024 });
  progress.begin(`Reading ${file}.csv`, statSync(pathOf(folder, file)).size);
  let count = 0;
  let rowOf: ((cells: readonly string[]) => Row<File>) | null = null;
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    on_skip: (error) => {
      const line = Number(error?.lines ?? 0);
      // Where a row never ends, so many rows after it would be lost that it is no longer one row's matter.
      if (error?.code === 'CSV_MAX_RECORD_SIZE')
        throw new Error(`A quote is left open in ${file}.csv before line ${line}.`);
      reject(file, line, `no row of CSV: ${error?.code ?? 'unknown'}`);
      return undefined;
    },
    on_record: (cells: readonly string[], { lines }) => {
      if (rowOf === null) {
        rowOf = namer(file, cells);
        return null;
      }
      count += 1;
      if (count % WORD_EVERY === 0) progress.reached(bytes.bytesRead);
      try {
        take(rowOf(cells), lines);
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        reject(file, lines, error.message);
      }
      return null; // Nothing goes on from here, so nothing piles up.
    },
  });
  parser.resume();
  await pipeline(bytes, parser, { signal });
  progress.reached(bytes.bytesRead);
}

/** Names the cells of a row after the header: a row has as many cells, or is no row. */
function namer<File extends FileName>(file: File, header: readonly string[]): (cells: readonly string[]) => Row<File> {
  const places = FILES[file].map((column) => [column, header.indexOf(column)] as const);
  return (cells) => {
    const row: Record<string, string> = {};
    for (const [column, place] of places) row[column] = cells[place] ?? '';
    return row as Row<File>;
  };
}
