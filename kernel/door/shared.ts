import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { read, setting } from '../env.ts';
import { causeOf, log } from '../log.ts';
import type { Source } from '../source.ts';
import type { Validators } from '../transfer.ts';
import { isServable, staleUntil } from './answers.ts';
import { type Minute, minuteOf, takeUntold, WINDOW } from './health.ts';
import { type Rate, type Spent, spend } from './quota.ts';
import type { Standing } from './standing.ts';
import type { Item, Table } from './table.ts';

/**
 * What instances tell each other, through one table: answers within their time, who is asking just now, how sources
 * stand, what was spent of quotas, and health. Everything here is to spare the administrations: without the table,
 * or while it fails, every function says so with `undefined` and the instance goes on alone.
 */
const TABLE = setting('SHARED_STATE_TABLE', null);
/** Null: what the AWS SDK finds for the region. */
const ENDPOINT = setting('SHARED_STATE_DYNAMODB_URL', null);

/** After so many failures in a row the table is left alone for so long (milliseconds). */
const FAILURES = 3;
const OFF_MS = 10_000;
/** DynamoDB takes items of 400 KB; an answer that is larger once compressed has so many parts at most. */
const PART_BYTES = 350_000;
const MOST_PARTS = 12;
const MOST_BYTES = 64 * 1024 * 1024;
/** How often a lost race for a quota is run again. */
const RACES = 10;
/** Milliseconds between two reports of health. */
const REPORT_MS = 5_000;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const ME = randomUUID();

let open: { readonly name: string; readonly table: Promise<Table> } | null = null;
let failures = 0;
let offUntil = 0;
let reportedAt = 0;

/** Whether this process shares what it knows with others. */
export const isShared = (): boolean => read(TABLE) !== null;

/** The table, loaded where it is used: the AWS SDK takes its time. */
function tableNow(): Promise<Table> | null {
  const name = read(TABLE);
  if (name === null || performance.now() < offUntil) return null;
  const endpoint = read(ENDPOINT);
  const known = `${name} ${endpoint}`;
  if (open?.name !== known) {
    open = { name: known, table: import('./table.ts').then(({ openTable }) => openTable(name, endpoint)) };
  }
  return open.table;
}

/** Uses the table; undefined when there is none or it fails. */
async function using<T>(use: (table: Table) => Promise<T>): Promise<T | undefined> {
  const table = tableNow();
  if (!table) return undefined;
  try {
    const result = await use(await table);
    failures = 0;
    return result;
  } catch (error) {
    failures += 1;
    if (failures >= FAILURES) {
      offUntil = performance.now() + OFF_MS;
      log.warn('the shared table fails: going on without it', { cause: causeOf(error) });
    }
    return undefined;
  }
}

/** Closes the table and forgets how it stood. */
export async function closeShared(): Promise<void> {
  const known = open;
  open = null;
  failures = 0;
  offUntil = 0;
  reportedAt = 0;
  (await known?.table)?.close();
}

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

const seconds = (ms: number): number => Math.ceil(ms / 1000);
/** A question may hold a position: only its hash is kept. */
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
  return {
    retrievedAt,
    validators: {
      ...(typeof etag === 'string' ? { etag } : {}),
      ...(typeof lastModified === 'string' ? { lastModified } : {}),
    },
    raw: await decompress(Buffer.concat(chunks), { maxOutputLength: MOST_BYTES }),
  };
}

/** Leaves an answer for the others, until its dataset's stale limit. */
export async function leave(
  source: Source,
  key: string,
  { raw, validators, retrievedAt }: StoredAnswer,
): Promise<void> {
  await using(async (table) => {
    const packed = await compress(raw);
    const count = Math.max(1, Math.ceil(packed.byteLength / PART_BYTES));
    if (count > MOST_PARTS) return;
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
  });
}

/** Takes the right to ask for a while. False when another instance has it. */
export function lease(what: string, now: Date, ms: number): Promise<boolean | undefined> {
  const leaseEnd = now.getTime() + ms;
  const item = { ...leaseKey(what), holder: ME, leaseEnd, expiresAt: seconds(leaseEnd) };
  return using((table) => table.putIf(item, 'leaseEnd < :now', { ':now': now.getTime() }));
}

/** Gives the right to ask back. */
export async function release(what: string): Promise<void> {
  await using((table) => table.remove(leaseKey(what), 'holder = :me', { ':me': ME }));
}

/** Spends one request of a quota that all instances share. Gives the seconds to wait, 0 when it may be asked. */
export function spendShared(name: string, rates: readonly Rate[], now: number): Promise<number | undefined> {
  const key = { pk: `QUOTA#${name}`, sk: 'QUOTA' };
  const longest = Math.max(...rates.map(({ per }) => per));
  return using(async (table) => {
    for (let race = 0; race < RACES; race++) {
      const [item] = await table.get([key]);
      const version = Number(item?.version ?? 0);
      const grant = spend(rates, (item?.spent as Spent | undefined) ?? {}, now);
      if ('retryAfter' in grant) return grant.retryAfter;
      const next = { ...key, spent: grant.spent, version: version + 1, expiresAt: seconds(now) + 2 * longest };
      if (await table.putIf(next, 'version = :known', { ':known': version })) return 0;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * (race + 1)));
    }
    return 1;
  });
}

/** Tells the others how a source stands. */
export async function tell(source: Source, { at, ...standing }: Standing): Promise<void> {
  const item = { ...standingKey(source.id), ...standing, learntAt: at, expiresAt: seconds(at) + 86_400 };
  await using((table) => table.putIf(item, 'learntAt < :at', { ':at': at }));
}

function toStanding({ state, since, failures, closedUntil, learntAt }: Item): Standing {
  return { state, since, failures, closedUntil, at: learntAt } as Standing;
}

/** How every source stands, by id. */
export async function standings(): Promise<ReadonlyMap<string, Standing> | undefined> {
  const items = await using((table) => table.list('STANDING', '!', '~'));
  return items && new Map(items.map((item) => [item.sk, toStanding(item)]));
}

/** Reports what this instance noted of its questions, now and then. Nobody waits for it. */
export function reportHealth(): void {
  if (!isShared() || performance.now() - reportedAt < REPORT_MS) return;
  reportedAt = performance.now();
  for (const [id, minutes] of takeUntold()) {
    for (const [minute, { asked, failed, latencies }] of minutes) {
      const buckets = Object.entries(latencies).map(([bucket, count]) => [`b${bucket}`, count]);
      const numbers = { asked, failed, ...Object.fromEntries(buckets) };
      void using((table) => table.add({ pk: 'HEALTH', sk: `${minute}#${id}` }, numbers, (minute + WINDOW + 1) * 60));
    }
  }
}

/** What all instances reported of the last minutes, by source. */
export async function reportedHealth(now: Date): Promise<ReadonlyMap<string, readonly Minute[]> | undefined> {
  const last = minuteOf(now);
  const items = await using((table) => table.list('HEALTH', `${last - WINDOW + 1}#`, `${last}#~`));
  if (!items) return undefined;
  const byId = Map.groupBy(items, ({ sk }) => sk.slice(sk.indexOf('#') + 1));
  return new Map([...byId].map(([id, minutes]) => [id, minutes.map(toMinute)]));
}

function toMinute({ asked, failed, ...rest }: Item): Minute {
  const buckets = Object.entries(rest).filter(([name]) => /^b\d+$/.test(name));
  return {
    asked: Number(asked),
    failed: Number(failed),
    latencies: Object.fromEntries(buckets.map(([name, count]) => [name.slice(1), Number(count)])),
  };
}
