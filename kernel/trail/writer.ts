import { randomUUID } from 'node:crypto';
import type { Keys } from '../keys.ts';
import { type Entry, headAt, type Intent, type Outcome } from './records.ts';
import { NOTHING, type Seal, seal } from './seal.ts';
import type { TrailTable } from './table.ts';
import { enter } from './writers.ts';

/** What is said in an entry; the writer adds where it stands in its chain. */
type Said<Of extends Entry> = Omit<Of, keyof Seal | 'writer' | 'seq' | 'prevHash'>;
export type Saying = Said<Intent> | Said<Outcome>;

/** One chain of entries, of this process alone. */
export interface Writer {
  /**
   * Adds an entry, behind those that were begun before; gives its number.
   * @throws when it is not certain that it was stored; the chain ends there, and every later call throws as well.
   */
  append(saying: Saying): Promise<number>;
  /** Whether the chain has ended. */
  hasEnded(): boolean;
}

/** Begins a chain and enters it into the chain of writers. */
export async function openWriter(at: string, table: TrailTable, keys: Keys): Promise<Writer> {
  const writer = randomUUID();
  let last = { seq: 0, hash: NOTHING };
  // Its head first: a writer that was entered and has no head has lost its chain.
  if (!(await table.add(headAt(writer, last, keys)))) throw new Error('a writer of this id is there already');
  await enter(writer, at, table, keys);

  let hasEnded = false;
  async function write(saying: Saying): Promise<number> {
    if (hasEnded) throw new Error('the chain has ended');
    try {
      const entry = seal({ ...saying, writer, seq: last.seq + 1, prevHash: last.hash }, keys);
      if (!(await table.add(entry))) throw new Error('another one writes to this chain');
      last = entry;
      if (!(await table.advance(headAt(writer, entry, keys)))) throw new Error('the head of this chain is gone');
      return entry.seq;
    } catch (error) {
      hasEnded = true;
      throw error;
    }
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    append: (saying) => {
      const written = turn.then(() => write(saying));
      turn = written.catch(() => {});
      return written;
    },
    hasEnded: () => hasEnded,
  };
}
