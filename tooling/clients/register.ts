import { newKey } from '../../gateway/access/api-key.ts';
import type { Client } from '../../gateway/access/identity.ts';
import { CLIENTS, type ClientRecord, clientKey, hashKey, toItem, toRecord } from '../../gateway/access/record.ts';
import type { Item, Table } from '../../kernel/door/shared/table.ts';
import type { Clock } from '../../kernel/time.ts';

/** A client after a change, with the text of its new key where it got one: nobody can read that again. */
export interface Changed {
  readonly client: ClientRecord;
  readonly key: string | null;
}

/** What can be done with the table of clients. All reject with an {@link Error} that says what is wrong. */
export interface Register {
  add(client: Client, hasKey: boolean): Promise<Changed>;
  /** Those that it has are valid for so many hours more, or as long as they were. */
  rotate(id: string, graceHours: number): Promise<Changed>;
  /** The client, or one of its keys. */
  revoke(id: string, key: string | null): Promise<Changed>;
  show(id: string): Promise<ClientRecord>;
  list(): Promise<readonly ClientRecord[]>;
}

export function openRegister(table: Table, clock: Clock): Register {
  const show = async (id: string): Promise<ClientRecord> => {
    const [item] = await table.get([clientKey(id)]);
    if (!item) throw new Error(`There is no client ${id}.`);
    return recordOf(item);
  };
  /** Writes it, unless somebody else has since it was read. */
  const write = async (record: ClientRecord): Promise<ClientRecord> => {
    const next = { ...record, version: record.version + 1 };
    const isWritten = await table.putIf(toItem(next), 'version = :known', { ':known': record.version });
    if (isWritten) return next;
    throw new Error(
      record.version === 0
        ? `There is a client ${record.id} already.`
        : `Somebody else has just changed ${record.id}. Look at it and try again.`,
    );
  };
  /** The record with a new key. What leads to it is written first: alone it lets nobody in. */
  const withKey = async (record: ClientRecord): Promise<Changed> => {
    const { text, key } = newKey();
    await table.put({ ...hashKey(key.hash), client: record.id });
    const stored = { hash: key.hash, createdAt: clock().getTime(), expiresAt: null };
    return { client: await write({ ...record, keys: { ...record.keys, [key.id]: stored } }), key: text };
  };

  return {
    show,
    add: async (client, hasKey) => {
      const record: ClientRecord = { ...client, keys: {}, version: 0 };
      return hasKey ? withKey(record) : { client: await write(record), key: null };
    },
    rotate: async (id, graceHours) => {
      const record = await show(id);
      if (record.status === 'REVOKED') throw new Error(`${id} is revoked: it can have no key.`);
      const now = clock().getTime();
      const end = now + graceHours * 3_600_000;
      const keys = Object.entries(record.keys)
        .filter(([, { expiresAt }]) => expiresAt === null || expiresAt > now)
        .map(([name, key]) => [name, { ...key, expiresAt: Math.min(key.expiresAt ?? end, end) }]);
      return withKey({ ...record, keys: Object.fromEntries(keys) });
    },
    revoke: async (id, key) => {
      const record = await show(id);
      if (key === null) return { client: await write({ ...record, status: 'REVOKED' }), key };
      if (!Object.hasOwn(record.keys, key)) throw new Error(`${id} has no key ${key}.`);
      const keys = Object.fromEntries(Object.entries(record.keys).filter(([name]) => name !== key));
      return { client: await write({ ...record, keys }), key: null };
    },
    list: async () => (await table.list(CLIENTS, '!', '~')).map(recordOf),
  };
}

function recordOf(item: Item): ClientRecord {
  const record = toRecord(item);
  if (record) return record;
  throw new Error(`What the table has of ${item.sk} is no record of a client.`);
}
