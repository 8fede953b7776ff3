import { readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';

const ANCHOR = v.object({
  table: v.string(),
  /** When it was written. */
  at: v.string(),
  /** How far each chain had come. */
  reached: v.record(v.string(), v.object({ seq: v.number(), hash: v.string() })),
});

/** What an auditor keeps elsewhere: whoever has key and table can rebuild the whole trail, but not this. */
export type Anchor = v.InferOutput<typeof ANCHOR>;

/**
 * Reads an anchor; null when there is no file yet.
 * @throws {Error} for a file that is no anchor, or one of another table.
 */
export async function readAnchor(path: string, table: string): Promise<Anchor | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), ANCHOR), text);
  if (!success) throw new Error(`${path} is no anchor.`);
  if (output.table !== table) throw new Error(`${path} is the anchor of the table ${output.table}, not of ${table}.`);
  return output;
}

/** Writes an anchor in one step: a file that is there is whole. */
export async function writeAnchor(path: string, anchor: Anchor): Promise<void> {
  const begun = `${path}.${process.pid}`;
  await writeFile(begun, `${JSON.stringify(anchor, null, 2)}\n`);
  await rename(begun, path);
}
