import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { declare, type Setting } from './env.ts';

/** A table's two keys, both texts: partition and sort. */
type Keys = readonly [partition: string, sort: string];

/** A DynamoDB table as it has to be created, said once: for the sandbox, for its owner and for AWS. */
export interface TableDefinition {
  readonly keys: Keys;
  /** By name; an index holds the keys alone. */
  readonly indexes?: Readonly<Record<string, Keys>>;
  /** The attribute by which DynamoDB deletes (seconds since 1970); absent where nothing expires. */
  readonly expires?: string;
}

/** What a function does with a table, by the names of DynamoDB's API. */
export type TableAction = 'BatchGetItem' | 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** A table that a function asks: the setting that names it, its form, and what is done with it. */
export interface DeclaredTable extends Setting {
  readonly definition: TableDefinition;
  readonly does: readonly TableAction[];
  /** Whose it is: `ours`, or the id of the dataset that an administration keeps in it and that is read in place. */
  readonly owner: string;
}

/** Declares a table where it is used; infra grants what it `does` to each function that declares it, and nothing else. */
export function table(
  variable: string,
  fallback: string | null,
  declared: Pick<DeclaredTable, 'definition' | 'does' | 'owner'>,
): DeclaredTable {
  return declare('table', { variable, fallback, ...declared });
}

/** The key of most tables here. */
export const PK_SK: Keys = ['pk', 'sk'];

/** What creates such a table, paid by request. DynamoDB encrypts every table; with a key of its own unless told otherwise. */
export function creationOf(
  TableName: string,
  { keys, indexes = {} }: TableDefinition,
): CreateTableCommandInput & { readonly TableName: string } {
  const schemaOf = ([partition, sort]: Keys) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const attributes = new Set([keys, ...Object.values(indexes)].flat());
  const GlobalSecondaryIndexes = Object.entries(indexes).map(([IndexName, own]) => ({
    IndexName,
    KeySchema: schemaOf(own),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  }));
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: schemaOf(keys),
    ...(GlobalSecondaryIndexes.length > 0 ? { GlobalSecondaryIndexes } : {}),
  };
}
