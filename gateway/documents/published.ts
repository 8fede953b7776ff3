import { LRUCache } from 'lru-cache';
import type { Table } from '../../kernel/door/shared/table.ts';
import { forgetWithTable } from '../../kernel/door/shared/using.ts';
import { read } from '../../kernel/env.ts';
import { causeOf, log } from '../../kernel/log.ts';
import { clientsEndpoint, clientsTable } from '../access/table.ts';
import { hashOf } from './hash.ts';

/** Documents that clients have published for themselves. */
export interface Published {
  /**
   * The text of a client's document; null when there is none of this hash.
   * @throws when the table does not answer in time, or did not a moment ago.
   */
  find(client: string, hash: string): Promise<string | null>;
}

/** An item of the table: the partition has all documents of a client. */
export const keyOf = (client: string, hash: string) => ({ pk: `DOCUMENT#${client}`, sk: hash });

/** Milliseconds: what is found holds for so long, what is not for so long, and a table out of order is left alone. */
const KEPT_FOR = 5 * 60_000;
const UNKNOWN_FOR = 60_000;
const LEFT_ALONE_FOR = 5_000;
/** Milliseconds within which the table answers. */
const TIMEOUT = 500;
/** How many are kept, and how many characters of them. */
const KEPT = { max: 5_000, maxSize: 2_000_000 };

interface Kept {
  readonly text: string | null;
  readonly until: number;
}

/** What clients have published into the table of `CLIENTS_TABLE`; nothing where that names none. */
export function openPublished(): Published {
  let open: { readonly name: string; readonly table: Promise<Table> } | null = null;
  const published = publishedIn(async () => {
    const [name, endpoint] = [read(clientsTable), read(clientsEndpoint)];
    if (!name) return null;
    const known = `${name} ${endpoint}`;
    if (open?.name !== known) {
      // The AWS SDK is loaded by who needs it: a gateway whose clients publish nothing starts without it.
      const loaded = import('../../kernel/door/shared/table.ts');
      open = { name: known, table: loaded.then(({ openTable }) => openTable(name, endpoint, TIMEOUT)) };
    }
    return open.table;
  });
  forgetWithTable(() => {
    published.forget();
    void open?.table.then((table) => table.close());
    open = null;
  });
  return published;
}

/** What a table holds, asked once for each document and kept for a while; `now` in milliseconds. */
export function publishedIn(
  table: () => Promise<Pick<Table, 'get'> | null>,
  now = () => performance.now(),
): Published & { readonly forget: () => void } {
  const kept = new LRUCache<string, Kept>({ ...KEPT, sizeCalculation: ({ text }) => 200 + (text?.length ?? 0) });
  const running = new Map<string, Promise<string | null>>();
  let leftAloneUntil = Number.NEGATIVE_INFINITY;

  const ask = async (client: string, hash: string): Promise<string | null> => {
    try {
      const [item] = (await (await table())?.get([keyOf(client, hash)])) ?? [];
      // What is not what its name says, somebody has changed.
      return typeof item?.text === 'string' && hashOf(item.text) === hash ? item.text : null;
    } catch (error) {
      leftAloneUntil = now() + LEFT_ALONE_FOR;
      log.warn('the table of published documents does not answer', { cause: causeOf(error) });
      throw error;
    }
  };

  return {
    forget: () => {
      kept.clear();
      leftAloneUntil = Number.NEGATIVE_INFINITY;
    },
    find: async (client, hash) => {
      const name = `${client} ${hash}`;
      const known = kept.get(name);
      if (known && (known.until > now() || (known.text !== null && now() < leftAloneUntil))) return known.text;
      if (now() < leftAloneUntil) throw new Error('the table of published documents is left alone');
      const asked = running.get(name) ?? ask(client, hash).finally(() => running.delete(name));
      running.set(name, asked);
      try {
        const text = await asked;
        kept.set(name, { text, until: now() + (text === null ? UNKNOWN_FOR : KEPT_FOR) });
        return text;
      } catch (error) {
        if (known?.text) return known.text; // Its hash says what it is: it can have been removed, never changed.
        throw error;
      }
    },
  };
}
