import { read, readNumber, setting } from '../../env.ts';
import { causeOf, log } from '../../log.ts';
import { sharedStateTable as TABLE } from './definition.ts';
import type { Table } from './table.ts';

/**
 * What instances tell each other, through one table: answers within their time, who is asking just now, how sources
 * stand, what was spent of quotas, and health. Everything here is to spare the administrations: without the table,
 * or while it fails, every function says so with `undefined` and the instance goes on alone.
 */

/** Null: what the AWS SDK finds for the region. */
const ENDPOINT = setting('SHARED_STATE_DYNAMODB_URL', null);
/** Milliseconds for one request to the table. */
const TIMEOUT = setting('SHARED_STATE_TIMEOUT_MS', '400');

/** After so many failures in a row the table is left alone for so long (milliseconds). */
const FAILURES = 3;
const OFF_MS = 10_000;

let open: { readonly name: string; readonly table: Promise<Table> } | null = null;
let failures = 0;
let offUntil = 0;

const alsoForgotten = new Set<() => void>();

/** Has {@link closeShared} forget what was learnt from the table. */
export function forgetWithTable(forget: () => void): void {
  alsoForgotten.add(forget);
}

/** Whether this process shares what it knows with others. */
export const isShared = (): boolean => read(TABLE) !== null;

/** The table, loaded where it is used: the AWS SDK takes its time. */
function tableNow(): Promise<Table> | null {
  const name = read(TABLE);
  if (name === null || performance.now() < offUntil) return null;
  const endpoint = read(ENDPOINT);
  const timeout = readNumber(TIMEOUT);
  const known = `${name} ${endpoint}`;
  if (open?.name !== known) {
    open = {
      name: known,
      table: import('./table.ts').then(({ openTable }) => openTable(name, endpoint, timeout)),
    };
  }
  return open.table;
}

/**
 * Uses the table; undefined when there is none or it fails. It is asked again until it is left alone: an instance that
 * went on by itself for one answer that came late would ask an administration what others just ask.
 */
export async function using<T>(use: (table: Table) => Promise<T>): Promise<T | undefined> {
  for (let tries = 0; tries < FAILURES; tries++) {
    const table = tableNow();
    if (!table) return undefined;
    try {
      const result = await use(await table);
      failures = 0;
      return result;
    } catch (error) {
      failures += 1;
      if (failures < FAILURES || performance.now() < offUntil) continue;
      offUntil = performance.now() + OFF_MS;
      log.warn('the shared table fails: going on without it', { cause: causeOf(error) });
    }
  }
  return undefined;
}

/** Closes the table and forgets how it stood. */
export async function closeShared(): Promise<void> {
  const known = open;
  open = null;
  for (const forget of alsoForgotten) forget();
  failures = 0;
  offUntil = 0;
  (await known?.table)?.close();
}

/** Seconds since 1970, as the table's `expiresAt` has it, of milliseconds. */
export const seconds = (ms: number): number => Math.ceil(ms / 1000);
