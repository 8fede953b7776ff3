import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { EXPIRES } from './definition.ts';

/** An item of the shared table: its two keys, what it holds, and when it may be deleted. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly [attribute: string]: unknown;
}

/** The few things that are done with the table. All reject when it does not answer in time. */
export interface Table {
  get(keys: readonly Pick<Item, 'pk' | 'sk'>[]): Promise<readonly Item[]>;
  /** Items of one partition, from one sort key to another, both included; strongly consistent. */
  list(pk: string, from: string, to: string): Promise<readonly Item[]>;
  put(item: Item): Promise<void>;
  /** Puts, if there is no item, or the one there satisfies the condition. False when it does not. */
  putIf(item: Item, condition: string, values: Readonly<Record<string, unknown>>): Promise<boolean>;
  remove(key: Pick<Item, 'pk' | 'sk'>, condition: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Adds to numbers of an item that is made if there is none. */
  add(key: Pick<Item, 'pk' | 'sk'>, numbers: Readonly<Record<string, number>>, expiresAt: number): Promise<void>;
  /** Counts one in `spent` of an item, if fewer than `most` (at least 1) are. False when they are not. */
  count(key: Pick<Item, 'pk' | 'sk'>, most: number, expiresAt: number): Promise<boolean>;
  close(): void;
}

/** Opens the table; `endpoint` null is what the AWS SDK finds for the region. */
export function openTable(name: string, endpoint: string | null, timeout: number): Table {
  const client = new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeout, requestTimeout: timeout },
    ...(endpoint ? { endpoint } : {}),
  });
  const bounded = () => ({ abortSignal: AbortSignal.timeout(timeout) });
  const unlessRefused = async (sent: Promise<unknown>): Promise<boolean> => {
    try {
      await sent;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    get: async (keys) => {
      const Keys = keys.map((key) => marshall(key));
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [name]: { Keys } } }),
        bounded(),
      );
      if (UnprocessedKeys?.[name]) throw new Error('the table is throttled');
      return (Responses?.[name] ?? []).map(toItem);
    },
    list: async (pk, from, to) => {
      const found: Item[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: name,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
            ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
          }),
          bounded(),
        );
        found.push(...(page.Items ?? []).map(toItem));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return found;
    },
    put: async (item) => {
      await client.send(new PutItemCommand({ TableName: name, Item: marshall(item) }), bounded());
    },
    putIf: (item, condition, values) =>
      unlessRefused(
        client.send(
          new PutItemCommand({
            TableName: name,
            Item: marshall(item),
            ConditionExpression: `attribute_not_exists(pk) OR ${condition}`,
            ExpressionAttributeValues: marshall(values),
          }),
          bounded(),
        ),
      ),
    remove: async (key, condition, values) => {
      const command = new DeleteItemCommand({
        TableName: name,
        Key: marshall(key),
        ConditionExpression: condition,
        ExpressionAttributeValues: marshall(values),
      });
      await unlessRefused(client.send(command, bounded()));
    },
    add: async (key, numbers, expiresAt) => {
      const entries = Object.entries(numbers);
      await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: marshall(key),
          UpdateExpression: `SET ${EXPIRES} = :expires ADD ${entries.map((_, i) => `#${i} :${i}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(entries.map(([attribute], i) => [`#${i}`, attribute])),
          ExpressionAttributeValues: marshall({
            ':expires': expiresAt,
            ...Object.fromEntries(entries.map(([, number], i) => [`:${i}`, number])),
          }),
        }),
        bounded(),
      );
    },
    count: (key, most, expiresAt) =>
      unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName: name,
            Key: marshall(key),
            UpdateExpression: `SET ${EXPIRES} = :expires ADD spent :one`,
            ConditionExpression: 'attribute_not_exists(spent) OR spent < :most',
            ExpressionAttributeValues: marshall({ ':expires': expiresAt, ':one': 1, ':most': most }),
          }),
          bounded(),
        ),
      ),
    close: () => client.destroy(),
  };
}

const toItem = (raw: Record<string, AttributeValue>): Item => unmarshall(raw) as Item;
