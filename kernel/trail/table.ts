import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { HEADS, type Head, type Item, type Place, placeOf, type TrailRecord } from './records.ts';

/** The few things that a writer does with the table; nothing in it is ever replaced but heads, and they go forward only. */
export interface TrailTable {
  /** Adds a record. False when another one is in its place; when it rejects, nobody knows whether it was stored. */
  add(record: TrailRecord): Promise<boolean>;
  /** Replaces a head. False when it has come as far already, or further. */
  advance(head: Head): Promise<boolean>;
  /** The last of a partition; null when it is empty. */
  last(pk: string): Promise<Item | null>;
  head(chain: string): Promise<Item | null>;
  close(): void;
}

/** Opens the table; `endpoint` null is what the AWS SDK finds for the region, `timeout` is milliseconds for a request. */
export function openTable(TableName: string, endpoint: string | null, timeout: number): TrailTable {
  const client = new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeout, requestTimeout: timeout },
    ...(endpoint ? { endpoint } : {}),
  });
  const bounded = () => ({ abortSignal: AbortSignal.timeout(timeout) });
  const get = async ({ pk, sk }: Place): Promise<Item | null> => {
    const question = new GetItemCommand({ TableName, ConsistentRead: true, Key: marshall({ pk, sk }) });
    const { Item } = await unlessClosed(() => client.send(question, bounded()));
    return Item ? toItem(Item) : null;
  };
  const put = async (record: TrailRecord, condition: Partial<PutItemCommandInput>): Promise<boolean> => {
    const place = placeOf(record);
    const command = new PutItemCommand({ TableName, Item: marshall({ ...record, ...place }), ...condition });
    try {
      await unlessClosed(() => client.send(command, bounded()));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await get(place))?.hash === record.hash; // It was stored before the connection was found closed.
    }
  };
  return {
    add: (record) => put(record, { ConditionExpression: 'attribute_not_exists(pk)' }),
    advance: (head) =>
      put(head, {
        ConditionExpression: 'attribute_exists(pk) AND seq < :seq',
        ExpressionAttributeValues: marshall({ ':seq': head.seq }),
      }),
    last: async (pk) => {
      const question = new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ScanIndexForward: false,
        Limit: 1,
      });
      const [item] = (await unlessClosed(() => client.send(question, bounded()))).Items ?? [];
      return item ? toItem(item) : null;
    },
    head: (chain) => get({ pk: HEADS, sk: chain }),
    close: () => client.destroy(),
  };
}

const CLOSED = new Set(['ECONNRESET', 'EPIPE']);
/** Connections that are kept at most: a writer asks for two things at once while it enters. */
const KEPT = 2;

/** Sends again when kept connections turn out to be closed, as they are after a pause of the process. */
async function unlessClosed<T>(send: () => Promise<T>): Promise<T> {
  for (let kept = KEPT; ; kept--) {
    try {
      return await send();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (kept === 0 || !CLOSED.has(code)) throw error;
    }
  }
}

/** An item as plain values. */
export function toItem(raw: NonNullable<PutItemCommandInput['Item']>): Item {
  const { pk, sk, ...rest } = unmarshall(raw, { wrapNumbers: Number }); // Else one that is too large ends the reading.
  return { ...rest, pk: String(pk), sk: String(sk) };
}
