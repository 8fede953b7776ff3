import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A row that was not published. Only what is needed to find it: nothing else of it goes into another file. */
export interface Rejected {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** How many are shown at the end of a run. */
const SHOWN = 10;

/** Writes rejected rows to `rejected.csv` in the folder as they come, in the place of the last run's. */
export function openRejected(folder: string) {
  const path = join(folder, 'rejected.csv');
  rmSync(path, { force: true });
  let descriptor: number | null = null;
  let count = 0;
  const first: Rejected[] = [];
  return {
    path,
    first,
    count: () => count,
    add(rejected: Rejected): void {
      if (descriptor === null) {
        descriptor = openSync(path, 'w');
        writeSync(descriptor, 'File,Line,Reason\n');
      }
      const { file, line, reason } = rejected;
      writeSync(descriptor, `${file},${line},"${reason.replaceAll('"', '""')}"\n`);
      count += 1;
      if (first.length < SHOWN) first.push(rejected);
    },
    close(): void {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}
