import * as v from 'valibot';
import type { Keys } from '../keys.ts';
import { type Seal, seal } from './seal.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const sealed = { key: v.string(), hash: hex, mac: hex };
/** A link of a chain: `prevHash` is the hash of the one before, of number `seq - 1`. */
const link = { writer: v.string(), seq: count, at: v.string(), prevHash: hex };

/** Written before a closed read, or a write. */
const INTENT = v.strictObject({
  record: v.literal('INTENT'),
  ...link,
  client: v.string(),
  administration: v.nullable(v.string()),
  kind: v.picklist(['READ', 'WRITE']),
  /** Schema coordinates, such as `Citizen.address`. */
  fields: v.array(v.string()),
  dataset: v.string(),
  purpose: v.string(),
  legalBasis: v.string(),
  caseReference: v.nullable(v.string()),
  requestHash: hex,
  ...sealed,
});

/** Written after it: what became of the intent of number `of`, and how many objects it was about. */
const OUTCOME = v.strictObject({
  record: v.literal('OUTCOME'),
  ...link,
  of: count,
  outcome: v.picklist(['DONE', 'FAILED', 'REFUSED']),
  count,
  ...sealed,
});

/** A link of the chain of all writers: without it, one who removes a whole chain would leave no gap. */
const WRITER = v.strictObject({ record: v.literal('WRITER'), ...link, ...sealed });

/** How far a chain has come: without it, one who removes its last entries would leave no gap. */
const HEAD = v.strictObject({
  record: v.literal('HEAD'),
  /** A writer, or `WRITERS` for the chain of all of them. */
  chain: v.string(),
  seq: count,
  /** The hash of the entry of that number. */
  last: hex,
  ...sealed,
});

const RECORD = v.variant('record', [INTENT, OUTCOME, WRITER, HEAD]);

export type Intent = v.InferOutput<typeof INTENT>;
export type Outcome = v.InferOutput<typeof OUTCOME>;
export type WriterLink = v.InferOutput<typeof WRITER>;
export type Head = v.InferOutput<typeof HEAD>;
export type Entry = Intent | Outcome;
export type TrailRecord = v.InferOutput<typeof RECORD>;

/** Where the table keeps a record. */
export interface Place {
  readonly pk: string;
  readonly sk: string;
}
/** A record as the table keeps it; its form is still to be checked. */
export type Item = Place & Readonly<Record<string, unknown>>;

/** The chain of all writers, and its partition. */
export const WRITERS = 'WRITERS';
export const HEADS = 'HEADS';
/** What the partition of a writer's entries begins with. */
export const ENTRIES = 'ENTRIES#';

/** Numbers in the order in which a table sorts texts. */
export const sortKey = (seq: number): string => String(seq).padStart(12, '0');

/** Where a record belongs. */
export function placeOf(record: TrailRecord): Place {
  if (record.record === 'HEAD') return { pk: HEADS, sk: record.chain };
  return { pk: record.record === 'WRITER' ? WRITERS : `${ENTRIES}${record.writer}`, sk: sortKey(record.seq) };
}

/** The record that an item holds; null when it has not exactly the form of one. */
export function recordOf({ pk: _pk, sk: _sk, ...record }: Item): TrailRecord | null {
  const result = v.safeParse(RECORD, record);
  return result.success ? result.output : null;
}

/** The head of a chain that has come to one of its entries. */
export function headAt(chain: string, { seq, hash }: { readonly seq: number } & Pick<Seal, 'hash'>, keys: Keys): Head {
  return seal({ record: 'HEAD', chain, seq, last: hash } as const, keys);
}
