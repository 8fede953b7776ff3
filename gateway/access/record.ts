import * as v from 'valibot';
import type { Item } from '../../kernel/door/shared/table.ts';
import type { Client } from './identity.ts';

/** A client with what is kept of it besides. */
export interface ClientRecord extends Client {
  /** By id: the record alone says which are valid, so that one write changes it. */
  readonly keys: Readonly<Record<string, StoredKey>>;
  /** One more with each change; 0 before it is written. */
  readonly version: number;
}

export interface StoredKey {
  /** SHA-256 in base64url. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** From when it is no longer accepted (milliseconds since 1970); null while it has not been replaced. */
  readonly expiresAt: number | null;
}

const Amount = v.pipe(v.number(), v.integer(), v.minValue(1));

const Stored = v.object({
  id: v.string(),
  name: v.string(),
  contact: v.string(),
  administration: v.nullable(v.string()),
  scopes: v.array(v.string()),
  quota: v.nullable(v.object({ perMinute: Amount, burst: Amount })),
  documents: v.picklist(['off', 'prefer', 'only']),
  isStrict: v.boolean(),
  status: v.picklist(['ACTIVE', 'REVOKED']),
  keys: v.record(v.string(), v.object({ hash: v.string(), createdAt: v.number(), expiresAt: v.nullable(v.number()) })),
  version: v.number(),
});

/** The partition of all clients, for whoever lists them. */
export const CLIENTS = 'CLIENT';

export const clientKey = (id: string): Pick<Item, 'pk' | 'sk'> => ({ pk: CLIENTS, sk: id });
/** Leads from a key's hash to its client (`client`), and says nothing more. */
export const hashKey = (hash: string): Pick<Item, 'pk' | 'sk'> => ({ pk: `KEY#${hash}`, sk: 'KEY' });

export const toItem = (record: ClientRecord): Item => ({ ...clientKey(record.id), ...record });

/** Null when it is no record of a client. */
export function toRecord(item: Item): ClientRecord | null {
  const { success, output } = v.safeParse(Stored, item);
  return success ? output : null;
}
