import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { creationOf } from '../../kernel/table.ts';
import { BY_MUNICIPALITY, registerTable } from '../../subgraphs/economy/sources/enterprise-register/table.ts';

/** The table that is read: its key, and the index by municipality, which holds keys alone. Paid by request. */
export const definitionOf = (name: string) => creationOf(name, registerTable.definition);

const { keys, indexes = {} } = registerTable.definition;

/** What a table lacks of that; null when it lacks nothing. */
export function lackOf({ KeySchema = [], GlobalSecondaryIndexes = [] }: TableDescription): string | null {
  const has = (schema: typeof KeySchema, [partition = '', sort = '']: readonly string[] = []): boolean =>
    JSON.stringify(schema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType])) ===
    JSON.stringify([
      [partition, 'HASH'],
      [sort, 'RANGE'],
    ]);
  if (!has(KeySchema, keys)) return 'its key is not pk (partition) and sk (sort)';
  const index = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === BY_MUNICIPALITY);
  if (!index) return `it has no index "${BY_MUNICIPALITY}"`;
  if (!has(index.KeySchema ?? [], indexes[BY_MUNICIPALITY]))
    return `the key of its index "${BY_MUNICIPALITY}" is not municipality and pk`;
  return null;
}
