import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { read } from '../../env.ts';
import { SourceError, type SourceErrorCode } from '../../errors.ts';
import { closeWithDoors, type Door } from '../../http.ts';
import type { Source } from '../../source.ts';
import { reportSourceRequest } from '../../trace.ts';

/** A table's primary key, such as `{ pk: 'ENTERPRISE#0200065765', sk: 'ENTERPRISE' }`. */
export type Key = Readonly<Record<string, string>>;
/** An item as plain values; its form is the source's to check. */
export type Item = Readonly<Record<string, unknown>>;

/** Most keys that `BatchGetItem` takes (Amazon DynamoDB API reference). */
export const BATCH = 100;
/** How often keys that the table left unprocessed are asked for again, and the first pause before (milliseconds). */
const RETRIES = 3;
const FIRST_PAUSE = 25;
const TIMEOUT_MS = 3_000;

const clients = new Map<string, DynamoDBClient>();
closeWithDoors(() => {
  for (const client of clients.values()) client.destroy();
  clients.clear();
});

/** One client per address: the source's own, or what the AWS SDK finds for the region. */
function clientOf(source: Source): DynamoDBClient {
  const endpoint = read(source.endpoint);
  const known = clients.get(endpoint ?? '');
  if (known) return known;
  const client = new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: source.timeout ?? TIMEOUT_MS },
    ...(endpoint ? { endpoint } : {}),
  });
  clients.set(endpoint ?? '', client);
  return client;
}

/**
 * Reads items by key, at most {@link BATCH} of them. What the table leaves unprocessed is asked for again, with
 * growing pauses; a key that stays unprocessed gets the failure, the others their items.
 * @returns Per key, in the order asked: its item, null when there is none, or the failure.
 */
export async function readItems(
  door: Door,
  source: Source,
  table: string,
  keys: readonly Key[],
): Promise<readonly (Item | SourceError | null)[]> {
  const found = new Map<string, Item>();
  let wanted: Record<string, AttributeValue>[] = keys.map((key) => marshall(key));
  for (let attempt = 0; wanted.length > 0 && attempt <= RETRIES; attempt++) {
    if (attempt > 0) await pause(FIRST_PAUSE * 2 ** (attempt - 1) * (1 + Math.random()));
    const asked = wanted;
    const { Responses, UnprocessedKeys } = await send(
      door,
      source,
      `BatchGetItem ${table} (${asked.length} keys)`,
      (signal) =>
        clientOf(source).send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: asked } } }), signal),
    );
    for (const item of Responses?.[table] ?? []) {
      const plain = unmarshall(item);
      found.set(nameOf(plain, keys[0] ?? {}), plain);
    }
    wanted = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  const left = new Set(wanted.map((key) => nameOf(unmarshall(key), keys[0] ?? {})));
  return keys.map((key) => {
    const name = nameOf(key, key);
    return left.has(name) ? new SourceError('SOURCE_THROTTLED', source) : (found.get(name) ?? null);
  });
}

/** Reads one page of an index. */
export async function queryPage(door: Door, source: Source, query: QueryCommandInput): Promise<readonly Item[]> {
  const what = `Query ${query.TableName}${query.IndexName ? ` by ${query.IndexName}` : ''}`;
  const { Items = [] } = await send(door, source, what, (signal) =>
    clientOf(source).send(new QueryCommand(query), signal),
  );
  return Items.map((item) => unmarshall(item));
}

/** Two keys are the same when their values are, in the order of the table's key attributes. */
function nameOf(item: Item, key: Key): string {
  return JSON.stringify(Object.keys(key).map((attribute) => item[attribute]));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send<T>(
  door: Door,
  source: Source,
  request: string,
  ask: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const abortSignal = AbortSignal.timeout(source.timeout ?? TIMEOUT_MS);
  const timedOut = new Promise<never>((_, reject) => {
    // The SDK looks for credentials before it heeds the signal.
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason), { once: true });
  });
  try {
    const answer = await Promise.race([ask({ abortSignal }), timedOut]);
    reportSourceRequest(door, { dataset: source.id, request, outcome: 'LIVE', startedAt });
    return answer;
  } catch (cause) {
    reportSourceRequest(door, { dataset: source.id, request, outcome: 'FAILED', startedAt });
    throw new SourceError(codeOf(cause, abortSignal.aborted), source, { cause });
  }
}

const THROTTLED = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'];

function codeOf(cause: unknown, timedOut: boolean): SourceErrorCode {
  if (timedOut || (cause instanceof Error && cause.name === 'TimeoutError')) return 'SOURCE_TIMEOUT';
  if (cause instanceof Error && THROTTLED.includes(cause.name)) return 'SOURCE_THROTTLED';
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
