import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { read } from '../../env.ts';
import { SourceError, type SourceErrorCode } from '../../errors.ts';
import { closeWithDoors, type Door } from '../../http.ts';
import type { Source } from '../../source.ts';

/** A table's primary key, such as `{ pk: 'ENTERPRISE#0200065765', sk: 'ENTERPRISE' }`. */
export type Key = Readonly<Record<string, string>>;
/** An item as plain values; its form is the source's to check. */
export type Item = Readonly<Record<string, unknown>>;

/** Most keys that `BatchGetItem` takes (Amazon DynamoDB API reference). */
const BATCH = 100;
/** How often keys that the table left unprocessed are asked for again, and the first pause before (milliseconds). */
const RETRIES = 3;
const FIRST_PAUSE = 25;

const clients = new Map<string, DynamoDBClient>();
closeWithDoors(() => {
  for (const client of clients.values()) client.destroy();
  clients.clear();
});

/** One client per source and address: its own, or what the AWS SDK finds for the region. */
function clientOf(source: Source): DynamoDBClient {
  const endpoint = read(source.endpoint);
  const name = `${source.id} ${endpoint ?? ''}`;
  const known = clients.get(name);
  if (known) return known;
  const client = new DynamoDBClient({
    maxAttempts: 1, // What is asked again is the door's to decide.
    requestHandler: { connectionTimeout: 1_000 },
    ...(endpoint ? { endpoint } : {}),
  });
  clients.set(name, client);
  return client;
}

/**
 * Reads items by key, in batches side by side. What the table leaves unprocessed is asked for again, with growing
 * pauses and within the time of one question; a key that stays unprocessed gets the failure, the others their items.
 * @returns Per key, in the order asked: its item, null when there is none, or the failure.
 */
export async function readItems(
  door: Door,
  source: Source,
  table: string,
  keys: readonly Key[],
): Promise<readonly (Item | SourceError | null)[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
    keys.slice(i * BATCH, (i + 1) * BATCH),
  );
  return (await Promise.all(batches.map((batch) => readBatch(door, source, table, batch)))).flat();
}

async function readBatch(
  door: Door,
  source: Source,
  table: string,
  keys: readonly Key[],
): Promise<readonly (Item | SourceError | null)[]> {
  const attributes = Object.keys(keys[0] ?? {});
  const nameOf = (item: Item): string => JSON.stringify(attributes.map((attribute) => item[attribute]));
  const found = new Map<string, Item | SourceError>();
  let wanted: Record<string, AttributeValue>[] = keys.map((key) => marshall(key));
  let failure = new SourceError('SOURCE_THROTTLED', source);
  for (let attempt = 0; wanted.length > 0 && attempt <= RETRIES; attempt++) {
    if (attempt > 0) await pause(FIRST_PAUSE * 2 ** (attempt - 1) * (1 + Math.random()));
    const asked = wanted;
    const what = `BatchGetItem ${table} (${asked.length} keys)`;
    try {
      const { Responses, UnprocessedKeys } = await send(door, source, what, (client, options) =>
        client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: asked } } }), options),
      );
      // One table was asked; whether it is called by its name here or by its ARN is its own business.
      const items = Object.values(Responses ?? {}).flatMap((raw) => raw.map((item) => unmarshall(item)));
      for (const item of items) found.set(nameOf(item), item);
      wanted = Object.values(UnprocessedKeys ?? {}).flatMap(({ Keys = [] }) => Keys);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failure = error;
      break;
    }
  }
  for (const key of wanted) found.set(nameOf(unmarshall(key)), failure);
  return keys.map((key) => found.get(nameOf(key)) ?? null);
}

/** Reads one page of a table or an index. */
export async function queryPage(door: Door, source: Source, query: QueryCommandInput): Promise<readonly Item[]> {
  return (await ask(door, source, query)).items;
}

/**
 * Reads everything that a query finds, page after page: the table ends a page at 1 MB, or where `Limit` says.
 * @throws {SourceError} SOURCE_TOO_LARGE beyond so many items: never a part as if it were the whole.
 */
export async function queryAll(
  door: Door,
  source: Source,
  query: QueryCommandInput,
  most: number,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let page = await ask(door, source, query);
  for (;;) {
    found.push(...page.items);
    if (found.length > most) throw new SourceError('SOURCE_TOO_LARGE', source);
    if (!page.next) return found;
    page = await ask(door, source, { ...query, ExclusiveStartKey: page.next });
  }
}

/** One page, and from where the next one goes on; a page that is cut short may be empty and still have a next one. */
async function ask(door: Door, source: Source, query: QueryCommandInput) {
  const what = `Query ${query.TableName}${query.IndexName ? ` by ${query.IndexName}` : ''}`;
  const { Items = [], LastEvaluatedKey: next } = await send(door, source, what, (client, options) =>
    client.send(new QueryCommand(query), options),
  );
  return { items: Items.map((item) => unmarshall(item)), next };
}

/** A change of one item. */
export interface Write {
  readonly table: string;
  readonly key: Key;
  /** What its attributes are from now on; the others stay as they are. */
  readonly set: Readonly<Record<string, unknown>>;
  /** What has to be true of the item as it is, in the table's own words, with its values. */
  readonly condition: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/**
 * Writes attributes of one item, which is made where there is none. It is sent once: when it fails otherwise than by its
 * condition, nobody knows whether it was done.
 * @returns Whether it was done: false when the condition does not hold.
 */
export async function writeItem(door: Door, source: Source, write: Write): Promise<boolean> {
  const { table, key, set, condition, values = {} } = write;
  const names = Object.keys(set);
  const command = new UpdateItemCommand({
    TableName: table,
    Key: marshall(key),
    UpdateExpression: `SET ${names.map((_, i) => `#set${i} = :set${i}`).join(', ')}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#set${i}`, name])),
    ExpressionAttributeValues: marshall(
      { ...values, ...Object.fromEntries(names.map((name, i) => [`:set${i}`, set[name]])) },
      { removeUndefinedValues: true },
    ),
  });
  const ask = (client: DynamoDBClient, options: { abortSignal: AbortSignal }): Promise<boolean> =>
    client.send(command, options).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      },
    );
  return send(door, source, `UpdateItem ${table}`, ask, false);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send<T>(
  door: Door,
  source: Source,
  request: string,
  ask: (client: DynamoDBClient, options: { abortSignal: AbortSignal }) => Promise<T>,
  isIdempotent = true,
): Promise<T> {
  const once = async (abortSignal: AbortSignal): Promise<T> => {
    const tooLate = new Promise<never>((_, reject) => {
      // The SDK looks for credentials before it heeds the signal.
      const giveUp = (): void => reject(abortSignal.reason);
      if (abortSignal.aborted) giveUp();
      abortSignal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return await Promise.race([ask(clientOf(source), { abortSignal }), tooLate]);
    } catch (cause) {
      throw new SourceError(codeOf(cause, abortSignal.aborted), source, { cause });
    }
  };
  return (await door.live(source, request, once, isIdempotent)).value;
}

const THROTTLED = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'];

function codeOf(cause: unknown, timedOut: boolean): SourceErrorCode {
  if (timedOut || (cause instanceof Error && cause.name === 'TimeoutError')) return 'SOURCE_TIMEOUT';
  if (cause instanceof Error && THROTTLED.includes(cause.name)) return 'SOURCE_THROTTLED';
  if (cause instanceof Error && cause.name === 'CredentialsProviderError') return 'SOURCE_REFUSED';
  const status = statusOf(cause);
  return status !== null && status >= 400 && status < 500 ? 'SOURCE_REFUSED' : 'SOURCE_UNAVAILABLE';
}

/** The HTTP status that the SDK keeps with an error; null when nothing was answered. */
function statusOf(cause: unknown): number | null {
  if (!(cause instanceof Error) || !('$metadata' in cause)) return null;
  const metadata = cause.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return null;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}
