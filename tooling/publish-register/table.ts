import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  ScanCommand,
  type TableDescription,
  type WriteRequest,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { definitionOf, lackOf } from './definition.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The owner's table, as much of it as is needed here. */
export interface RegisterTable {
  /** Tells this table from every other one, from one of the same name that was there before as well. */
  readonly identity: string;
  /** Writes up to 25 items, and gives back what the table left undone. */
  write(requests: readonly WriteRequest[]): Promise<readonly WriteRequest[]>;
  /** Goes through the keys of all items. */
  eachKey(take: (key: Key) => void, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface TableOptions {
  readonly name: string;
  /** Null for the one of the region. */
  readonly endpoint: string | null;
  readonly create: boolean;
}

/** Parts of a table that are gone through side by side. */
const SEGMENTS = 4;
/** Seconds that a new table may take. */
const CREATION = 300;

/**
 * Opens a table, with the credentials and the region that the AWS SDK finds.
 * @throws {Error} when it is not there and is not to be created, or is not the table that is read.
 */
export async function openTable({ name, endpoint, create }: TableOptions): Promise<RegisterTable> {
  const options = {
    ...(endpoint ? { endpoint } : {}),
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 },
  };
  const client = new DynamoDBClient(options);
  const once = new DynamoDBClient({ ...options, maxAttempts: 1 }); // What is written again is the writer's to decide.
  const close = (): void => {
    for (const open of [client, once]) open.destroy();
  };
  try {
    const known = await describe(client, name);
    if (!known && !create) throw new Error(`There is no table ${name}. --create-table makes it.`);
    const table = known ?? (await createTable(client, name));
    const lack = lackOf(table);
    if (lack) throw new Error(`The table ${name} cannot be used: ${lack}.`);
    return {
      identity: [table.TableArn, table.TableId, table.CreationDateTime?.toISOString()].join(' '),
      write: async (requests) => {
        const request = new BatchWriteItemCommand({ RequestItems: { [name]: [...requests] } });
        return (await once.send(request)).UnprocessedItems?.[name] ?? [];
      },
      eachKey: async (take, signal) => {
        const segments = Array.from({ length: SEGMENTS }, (_, segment) => scan(client, name, segment, take, signal));
        await Promise.all(segments);
      },
      close,
    };
  } catch (error) {
    close();
    throw explained(error);
  }
}

/** What the AWS SDK misses around it, in words that say what to do. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const todo =
    error.message === 'Region is missing'
      ? 'No AWS region is set: set AWS_REGION, or AWS_PROFILE to a profile that has one.'
      : error.name === 'CredentialsProviderError'
        ? 'No AWS credentials were found: set AWS_PROFILE, sign in (`aws sso login`), or run under a role that has some.'
        : null;
  return todo ? new Error(todo, { cause: error }) : error;
}

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | null> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table ?? null;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<TableDescription> {
  await client.send(new CreateTableCommand(definitionOf(TableName)));
  await waitUntilTableExists({ client, maxWaitTime: CREATION, minDelay: 1, maxDelay: 5 }, { TableName });
  const table = await describe(client, TableName);
  if (!table) throw new Error(`The table ${TableName} was created and is not there.`);
  return table;
}

async function scan(
  client: DynamoDBClient,
  TableName: string,
  Segment: number,
  take: (key: Key) => void,
  signal: AbortSignal,
): Promise<void> {
  const question = { TableName, Segment, TotalSegments: SEGMENTS, ProjectionExpression: 'pk, sk' };
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ ...question, ExclusiveStartKey: start }), { abortSignal: signal });
    for (const { pk, sk } of page.Items ?? []) if (pk?.S && sk?.S) take({ pk: pk.S, sk: sk.S });
    start = page.LastEvaluatedKey;
  } while (start);
}
