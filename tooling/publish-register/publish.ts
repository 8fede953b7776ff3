import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { collect } from './collect.ts';
import { checkExtract, fingerprintOf, stateOf } from './extract.ts';
import type { Facts } from './facts.ts';
import { checkRemoval, goneOf } from './gone.ts';
import { itemsOf } from './items.ts';
import type { Options } from './options.ts';
import type { Progress } from './progress.ts';
import { openRejected } from './rejected.ts';
import { NOTHING, type Summary } from './summary.ts';
import type { openTable, RegisterTable } from './table.ts';
import { type Writing, writeAll } from './writer.ts';

/** What a run needs besides its options. */
export interface Surroundings {
  readonly open: typeof openTable;
  readonly pause: Writing['pause'];
  readonly progress: Progress;
  /** Ends the run in good order: what was begun is ended, and the checkpoint says how far it came. */
  readonly signal: AbortSignal;
}

/** What is known so far of a run. */
type Known = { -readonly [Part in keyof Summary]: Summary[Part] };

/** Items between two checkpoints. */
const CHECKPOINT_EVERY = 1_000;

/**
 * One run: looks at the files, joins them, writes the items, and says what is in the table and no longer in the files.
 * @throws {Error} for what has to be mended first; nothing has been written then, or the checkpoint says how far.
 */
export async function publish(options: Options, surroundings: Surroundings): Promise<Summary> {
  const known: Known = { ...NOTHING };
  try {
    await checkExtract(options.folder);
    if (options.dryRun) {
      await readFiles(options.folder, surroundings, known);
      known.outcome = 'checked';
    } else await publishInto(options, surroundings, known);
  } catch (error) {
    if (!surroundings.signal.aborted) throw error; // What is stopped says so in many ways.
  } finally {
    surroundings.progress.end();
  }
  return known;
}

async function publishInto(options: Options, surroundings: Surroundings, known: Known): Promise<void> {
  const { folder, table: name, endpoint, createTable } = options;
  const { open, progress, signal } = surroundings;
  const table = await open({ name, endpoint, create: createTable });
  try {
    const { bytes, mark } = await stateOf(folder);
    progress.begin('Comparing the files', bytes);
    const files = await fingerprintOf(folder, progress.reached, signal);
    const last = options.restart ? null : readCheckpoint(folder, table.identity, files);
    known.before = last === null || (last.isComplete && options.force) ? 0 : last.written;
    if (last?.isComplete && !options.force && !options.removeGone) {
      known.outcome = 'unchanged';
      return;
    }
    const facts = await readFiles(folder, surroundings, known);
    if ((await stateOf(folder)).mark !== mark) throw new Error(`The files in ${folder} changed while they were read.`);

    const keep = (written: number, isComplete: boolean): void =>
      writeCheckpoint(folder, { table: table.identity, files, written, isComplete });
    await writeItems(table, facts, surroundings, known, (written) => keep(written, false));
    if (signal.aborted) return;
    await lookForGone(table, facts, options, surroundings, known);
    if (signal.aborted) return;
    keep(known.before + known.written, true);
    known.outcome = 'published';
  } finally {
    table.close();
  }
}

/** Reads the files of the extract; rejected rows go to a file of their own. */
async function readFiles(folder: string, { progress, signal }: Surroundings, known: Known): Promise<Facts> {
  const rejected = openRejected(folder);
  try {
    const reject = (file: string, line: number, reason: string): void =>
      rejected.add({ file: `${file}.csv`, line, reason });
    const facts = await collect(folder, { reject, progress, signal });
    known.enterprises = facts.enterprises.size;
    known.establishments = facts.establishments.size;
    known.naturalPersons = facts.naturalPersons;
    if (facts.enterprises.size === 0) throw new Error(`No legal person in ${folder} has its seat in the region.`);
    return facts;
  } finally {
    known.rejected = rejected.count();
    known.firstRejected = rejected.first;
    rejected.close();
  }
}

/** Writes the items that an earlier run did not; `keep` hears every thousand items how far it is, and at the end. */
async function writeItems(
  table: RegisterTable,
  facts: Facts,
  { progress, pause, signal }: Surroundings,
  known: Known,
  keep: (written: number) => void,
): Promise<void> {
  const { before } = known;
  const total = facts.enterprises.size + facts.establishments.size;
  progress.begin('Writing items', total);
  let kept = 0;
  const onDone = (count: number): void => {
    known.written = count;
    progress.reached(before + count);
    if (count - kept < CHECKPOINT_EVERY) return;
    kept = count;
    keep(before + count);
  };
  try {
    await writeAll(putsAfter(before, facts), { write: table.write, pause, signal, onDone });
  } finally {
    keep(before + known.written);
  }
}

function* putsAfter(before: number, facts: Facts): Generator<WriteRequest> {
  let place = 0;
  for (const item of itemsOf(facts)) {
    place += 1;
    if (place > before) yield { PutRequest: { Item: marshall(item) } };
  }
}

async function lookForGone(
  table: RegisterTable,
  facts: Facts,
  { removeGone, force }: Options,
  { progress, pause, signal }: Surroundings,
  known: Known,
): Promise<void> {
  progress.begin('Looking for what is gone', 1);
  const { keys, enterprises, establishments } = await goneOf(table, facts, signal);
  if (removeGone && keys.length > 0) {
    if (!force) checkRemoval(keys.length, known.before + known.written);
    progress.begin('Removing what is gone', keys.length);
    const requests = keys.map((key) => ({ DeleteRequest: { Key: marshall(key) } }));
    await writeAll(requests, { write: table.write, pause, signal, onDone: progress.reached });
  }
  known.gone = { enterprises, establishments, removed: removeGone };
}
