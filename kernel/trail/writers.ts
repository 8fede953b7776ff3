import { setTimeout as pause } from 'node:timers/promises';
import type { Keys } from '../keys.ts';
import { headAt, type Item, recordOf, WRITERS } from './records.ts';
import { flawOf, NOTHING, seal } from './seal.ts';
import type { TrailTable } from './table.ts';

/** How often a place is looked for again when another writer took it meanwhile, and the pauses before (milliseconds). */
const ATTEMPTS = 20;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 500;

/** How far a chain has come. */
interface Reached {
  readonly seq: number;
  readonly hash: string;
}
const START: Reached = { seq: 0, hash: NOTHING };

/**
 * Enters a writer into the chain of all writers.
 * @throws the table's own error, or one that says that the chain is not as its writers left it: nothing is built on that.
 */
export async function enter(writer: string, at: string, table: TrailTable, keys: Keys): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { seq, hash } = await reached(table, keys);
    const link = seal({ record: 'WRITER', writer, seq: seq + 1, at, prevHash: hash } as const, keys);
    if (await table.add(link)) {
      await table.advance(headAt(WRITERS, link, keys)); // Another one may have done it, and gone on.
      return;
    }
    await pause(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt));
  }
  throw new Error('too many writers enter at once');
}

/** How far the chain of writers has come, its head as well: it is never left behind by more than one. */
async function reached(table: TrailTable, keys: Keys): Promise<Reached> {
  const [headItem, lastItem] = await Promise.all([table.head(WRITERS), table.last(WRITERS)]);
  if (!headItem && !lastItem) {
    await table.add(headAt(WRITERS, START, keys));
    return START;
  }
  const head = headItem && trusted(headItem, keys);
  const last = lastItem && trusted(lastItem, keys);
  if (head?.record !== 'HEAD' || (last && last.record !== 'WRITER')) throw notAsLeft();
  if (!last || last.seq <= head.seq) return { seq: head.seq, hash: head.last };
  await table.advance(headAt(WRITERS, last, keys)); // Its writer ended between the two.
  return last;
}

function trusted(item: Item, keys: Keys) {
  const record = recordOf(item);
  if (!record || flawOf(record, keys)) throw notAsLeft();
  return record;
}

const notAsLeft = (): Error => new Error('the chain of writers is not as they left it');
