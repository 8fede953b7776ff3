import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';

const INDEX = 'municipality';
const KEYS = [
  ['pk', 'HASH'],
  ['sk', 'RANGE'],
] as const;
const INDEX_KEYS = [
  ['municipality', 'HASH'],
  ['pk', 'RANGE'],
] as const;

type Keys = readonly (readonly [name: string, type: 'HASH' | 'RANGE'])[];
const schemaOf = (keys: Keys) => keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType }));

/** The table that is read: its key, and the index by municipality, which holds keys alone. Paid by request. */
export function definitionOf(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', INDEX].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: schemaOf(KEYS),
    GlobalSecondaryIndexes: [
      { IndexName: INDEX, KeySchema: schemaOf(INDEX_KEYS), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  };
}

/** What a table lacks of that; null when it lacks nothing. */
export function lackOf({ KeySchema = [], GlobalSecondaryIndexes = [] }: TableDescription): string | null {
  const has = (schema: typeof KeySchema, keys: Keys): boolean =>
    JSON.stringify(schema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType])) === JSON.stringify(keys);
  if (!has(KeySchema, KEYS)) return 'its key is not pk (partition) and sk (sort)';
  const index = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === INDEX);
  if (!index) return `it has no index "${INDEX}"`;
  if (!has(index.KeySchema ?? [], INDEX_KEYS)) return `the key of its index "${INDEX}" is not municipality and pk`;
  return null;
}
