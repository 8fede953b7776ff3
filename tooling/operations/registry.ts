import { isHash } from '../../gateway/documents/hash.ts';
import { keyOf } from '../../gateway/documents/published.ts';
import type { Item, Table } from '../../kernel/door/shared/table.ts';
import type { Clock } from '../../kernel/time.ts';
import type { OwnDocument } from './judge.ts';

/** A document in the table. */
export interface Known {
  readonly hash: string;
  readonly name: string;
  readonly form: string;
  readonly cost: number;
  readonly publishedAt: string;
}

/** A client's documents, where the gateway looks them up. */
export interface Registry {
  list(): Promise<readonly Known[]>;
  /** Publishes what is not there yet. */
  publish(documents: readonly OwnDocument[]): Promise<readonly (OwnDocument & { readonly status: 'new' | 'known' })[]>;
  /** @throws {Error} when one of them is not there; nothing has been removed then. */
  remove(hashes: readonly string[]): Promise<readonly Known[]>;
}

export function openRegistry(table: Pick<Table, 'list' | 'put' | 'remove'>, client: string, clock: Clock): Registry {
  const list = async (): Promise<readonly Known[]> => {
    const { pk } = keyOf(client, '');
    return (await table.list(pk, '0', 'g')).map(toKnown).toSorted((a, b) => a.name.localeCompare(b.name));
  };
  return {
    list,
    publish: async (documents) => {
      const known = new Set((await list()).map(({ hash }) => hash));
      const publishedAt = clock().toISOString();
      for (const { hash, text, name, form, cost } of documents)
        if (!known.has(hash)) await table.put({ ...keyOf(client, hash), text, name, form, cost, publishedAt });
      return documents.map((document) => ({ ...document, status: known.has(document.hash) ? 'known' : 'new' }));
    },
    remove: async (hashes) => {
      const known = await list();
      const found = hashes.map((hash) => {
        const document = isHash(hash) && known.find((each) => each.hash === hash);
        if (!document) throw new Error(`${client} has published no document ${hash}.`);
        return document;
      });
      for (const { hash } of found) await table.remove(keyOf(client, hash), 'sk = :hash', { ':hash': hash });
      return found;
    },
  };
}

function toKnown({ sk, name, form, cost, publishedAt }: Item): Known {
  return { hash: sk, name: String(name), form: String(form), cost: Number(cost), publishedAt: String(publishedAt) };
}
