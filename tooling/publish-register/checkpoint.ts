import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Fingerprint } from './extract.ts';
import { FORM } from './items.ts';

/** How far the publication of these files into this table came. */
export interface Checkpoint {
  /** Items written, counted from the first without a gap. */
  readonly written: number;
  /** Whether that was all. */
  readonly isComplete: boolean;
}

const kept = v.object({
  form: v.literal(FORM),
  table: v.string(),
  files: v.record(v.string(), v.object({ size: v.number(), sha256: v.string() })),
  written: v.pipe(v.number(), v.integer(), v.minValue(0)),
  isComplete: v.boolean(),
});

const pathIn = (folder: string): string => join(folder, 'publish-register.checkpoint.json');

/** The checkpoint in the folder; null when there is none, or one of other files, another table or another form. */
export function readCheckpoint(folder: string, table: string, files: Fingerprint): Checkpoint | null {
  const path = pathIn(folder);
  if (!existsSync(path)) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), kept), readFileSync(path, 'utf8'));
  if (!parsed.success) return null;
  const isOurs = parsed.output.table === table && JSON.stringify(parsed.output.files) === JSON.stringify(files);
  return isOurs ? parsed.output : null;
}

/** Puts a checkpoint in the place of the last one; a run that is killed in the middle of it leaves one of the two. */
export function writeCheckpoint(
  folder: string,
  { table, files, written, isComplete }: Checkpoint & { readonly table: string; readonly files: Fingerprint },
): void {
  const path = pathIn(folder);
  writeFileSync(`${path}.new`, `${JSON.stringify({ form: FORM, table, files, written, isComplete }, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
