import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Source } from '../../source.ts';
import type { Validators } from '../../transfer.ts';
import { isServable, staleUntil } from '../answers.ts';
import type { Standing } from '../standing.ts';
import type { Item, Table } from './table.ts';
import { seconds, using } from './using.ts';

/** DynamoDB takes items of 400 KB; an answer that is larger once compressed has so many parts at most. */
const PART_BYTES = 350_000;
const MOST_PARTS = 12;
/** No right to ask is taken for longer (milliseconds). */
const MOST_LEASE_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const ME = randomUUID();

/** An answer as another instance left it. */
export interface StoredAnswer {
  readonly raw: Buffer;
  readonly validators: Validators;
  readonly retrievedAt: Date;
}

export interface Found {
  readonly answer: StoredAnswer | null;
  readonly standing: Standing | null;
}

/** A question may hold a key or a secret: only its hash is kept. */
const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
const answerKey = (key: string, part: number) => ({ pk: `ANSWER#${nameOf(key)}`, sk: String(part).padStart(2, '0') });
const leaseKey = (key: string) => ({ pk: `LEASE#${nameOf(key)}`, sk: 'LEASE' });
const standingKey = (id: string) => ({ pk: 'STANDING', sk: id });

/** Looks for an answer that may still be given, and how its source stands. */
export function find(source: Source, key: string, now: Date): Promise<Found | undefined> {
  return using(async (table) => {
    const items = await table.get([answerKey(key, 0), standingKey(source.id)]);
    const standing = items.find(({ pk }) => pk === 'STANDING');
    const first = items.find(({ pk }) => pk !== 'STANDING');
    return {
      standing: standing ? toStanding(standing) : null,
      answer: first ? await toAnswer(table, source, key, first, now) : null,
    };
  });
}

async function toAnswer(
  table: Table,
  source: Source,
  key: string,
  first: Item,
  now: Date,
): Promise<StoredAnswer | null> {
  const { parts, retrievedAt: at, etag, lastModified } = first;
  const retrievedAt = new Date(Number(at));
  if (!isServable(source, retrievedAt, now)) return null;
  const rest = Array.from({ length: Number(parts) - 1 }, (_, i) => answerKey(key, i + 1));
  const items = rest.length > 0 ? [first, ...(await table.get(rest))] : [first];
  const isWhole = items.length === Number(parts) && items.every((item) => item.retrievedAt === at);
  if (!isWhole) return null; // Another instance is just writing it.
  const chunks = items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1)).map(({ body }) => body as Uint8Array);
  const raw = await decompress(Buffer.concat(chunks), { maxOutputLength: MOST_BYTES }).catch(() => null);
  if (raw === null) return null; // Not what we would have left there.
  return {
    retrievedAt,
    validators: {
      ...(typeof etag === 'string' ? { etag } : {}),
      ...(typeof lastModified === 'string' ? { lastModified } : {}),
    },
    raw,
  };
}

/** Leaves an answer for the others, until its dataset's stale limit. False when it is too large for that. */
export function leave(
  source: Source,
  key: string,
  { raw, validators, retrievedAt }: StoredAnswer,
): Promise<boolean | undefined> {
  return using(async (table) => {
    const packed = await compress(raw);
    const count = Math.max(1, Math.ceil(packed.byteLength / PART_BYTES));
    if (count > MOST_PARTS) return false;
    const parts = Array.from({ length: count }, (_, i) => ({
      ...answerKey(key, i),
      body: packed.subarray(i * PART_BYTES, (i + 1) * PART_BYTES),
      retrievedAt: retrievedAt.getTime(),
      expiresAt: seconds(staleUntil(source, retrievedAt)),
      parts: count,
      ...validators,
    }));
    // The first part last: who finds it finds the others.
    await Promise.all(parts.slice(1).map((part) => table.put(part)));
    await table.put(parts[0] as Item);
    return true;
  });
}

/** Takes the right to ask for a while. False when another instance has it. */
export function lease(what: string, now: Date, ms: number): Promise<boolean | undefined> {
  const leaseEnd = now.getTime() + ms;
  const item = { ...leaseKey(what), holder: ME, leaseEnd, expiresAt: seconds(leaseEnd) };
  // One from a clock that is far ahead would never run out.
  // One of our own: the table may have taken it and its reply been late.
  const free = 'leaseEnd < :now OR leaseEnd > :far OR holder = :me';
  const values = { ':now': now.getTime(), ':far': leaseEnd + MOST_LEASE_MS, ':me': ME };
  return using((table) => table.putIf(item, free, values));
}

/** Gives the right to ask back. */
export async function release(what: string): Promise<void> {
  await using((table) => table.remove(leaseKey(what), 'holder = :me', { ':me': ME }));
}

/** Tells the others how a source stands. */
export async function tell(source: Source, { at, ...standing }: Standing): Promise<void> {
  const item = { ...standingKey(source.id), ...standing, learntAt: at, expiresAt: seconds(at) + 86_400 };
  await using((table) =>
    table.putIf(item, 'learntAt <= :at OR learntAt > :far', { ':at': at, ':far': at + MOST_LEASE_MS }),
  );
}

function toStanding({ state, since, failures, closedUntil, learntAt }: Item): Standing {
  return { state, since, failures, closedUntil, at: learntAt } as Standing;
}

/** How every source stands, by id. */
export async function standings(): Promise<ReadonlyMap<string, Standing> | undefined> {
  const items = await using((table) => table.list('STANDING', '!', '~'));
  return items && new Map(items.map((item) => [item.sk, toStanding(item)]));
}
