import { LRUCache } from 'lru-cache';
import type { Item, Table } from '../../kernel/door/shared/table.ts';
import { forgetWithTable } from '../../kernel/door/shared/using.ts';
import { read, readNumber, setting } from '../../kernel/env.ts';
import { causeOf, log } from '../../kernel/log.ts';
import type { Clock } from '../../kernel/time.ts';
import { type ApiKey, isSameHash } from './api-key.ts';
import { type ClientRecord, clientKey, hashKey, toRecord } from './record.ts';
import { clientsEndpoint, clientsTable } from './table.ts';

/** Milliseconds for one read: the first of an instance, which is just starting, takes long. */
const TIMEOUT = setting('CLIENTS_TIMEOUT_MS', '1000');

/** For how long a record is taken as it was read (milliseconds): until then a revoked client is still let in. */
const KEPT_MS = 60_000;
/** Records and unknown keys that are kept; anybody may send new ones. */
const KEPT = 10_000;
/** For how long the table is left alone once it failed (milliseconds): nobody waits for it twice. */
const OFF_MS = 2_000;

/** The registered clients. Both reject when the table cannot be asked now. */
export interface Clients {
  /** The client of an id, revoked ones as well; null when there is none. */
  byId(id: string): Promise<ClientRecord | null>;
  /** The client that a key was given to, and whether the key has run out; null when nobody has it. */
  byKey(key: ApiKey): Promise<{ readonly client: ClientRecord; readonly isExpired: boolean } | null>;
}

/** Reads clients where they are kept, each at most once a minute. */
export function createClients(clock: Clock): Clients {
  const kept = new LRUCache<string, { readonly item: Promise<Item | null>; readonly until: number }>({ max: KEPT });
  let open: { readonly name: string; readonly table: Promise<Table> } | null = null;
  let offUntil = 0;
  forgetWithTable(() => {
    kept.clear();
    offUntil = 0;
    void open?.table.then((table) => table.close());
    open = null;
  });

  /** The table, loaded where it is used: the AWS SDK takes its time. */
  const tableOf = (name: string): Promise<Table> => {
    const endpoint = read(clientsEndpoint);
    const timeout = readNumber(TIMEOUT);
    const known = `${name} ${endpoint}`;
    if (open?.name !== known) {
      const loaded = import('../../kernel/door/shared/table.ts');
      open = { name: known, table: loaded.then(({ openTable }) => openTable(name, endpoint, timeout)) };
    }
    return open.table;
  };

  const find = (key: Pick<Item, 'pk' | 'sk'>): Promise<Item | null> => {
    const name = read(clientsTable);
    if (name === null) return Promise.resolve(null);
    const now = clock().getTime();
    const id = `${key.pk} ${key.sk}`;
    const known = kept.get(id);
    if (known && now < known.until) return known.item;
    if (now < offUntil) return Promise.reject(new Error('the table of clients has just failed'));
    const item = tableOf(name)
      // A connection that was closed while nobody used it fails once.
      .then((table) => table.get([key]).catch(() => table.get([key])))
      .then(([found]) => found ?? null);
    kept.set(id, { item, until: now + KEPT_MS });
    item.catch((error: unknown) => {
      kept.delete(id);
      if (clock().getTime() < offUntil) return;
      offUntil = clock().getTime() + OFF_MS;
      log.warn('the table of clients fails: credentials are not checked', { cause: causeOf(error) });
    });
    return item;
  };

  const byId = async (id: string): Promise<ClientRecord | null> => {
    const item = await find(clientKey(id));
    const record = item && toRecord(item);
    if (item && !record) log.error('the record of a client is none', { client: id });
    return record;
  };
  return {
    byId,
    byKey: async ({ id, hash }) => {
      const pointer = await find(hashKey(hash));
      const client = pointer && (await byId(String(pointer.client)));
      const key = client && Object.hasOwn(client.keys, id) ? client.keys[id] : undefined;
      if (!client || !key || !isSameHash(key.hash, hash)) return null;
      return { client, isExpired: key.expiresAt !== null && key.expiresAt <= clock().getTime() };
    },
  };
}
