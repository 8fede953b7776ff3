import { type AttributeValue, DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { HEADS, type Item, WRITERS } from '../../kernel/trail/records.ts';
import { toItem } from '../../kernel/trail/table.ts';
import type { Snapshot } from './verify.ts';

/** Milliseconds for one page. */
const TIMEOUT = 30_000;

interface Page {
  readonly Items?: Record<string, AttributeValue>[] | undefined;
  readonly LastEvaluatedKey?: Record<string, AttributeValue> | undefined;
}

/**
 * Reads the whole trail, strongly consistent, in the order that {@link Snapshot} needs. It only reads.
 * @param endpoint Null is what the AWS SDK finds for the region.
 */
export async function snapshotOf(table: string, endpoint: string | null): Promise<Snapshot> {
  const client = new DynamoDBClient({
    requestHandler: { connectionTimeout: 3_000, requestTimeout: TIMEOUT },
    ...(endpoint ? { endpoint } : {}),
  });
  const ask = { TableName: table, ConsistentRead: true };
  const partition = (pk: string): Promise<readonly Item[]> => {
    const of = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: marshall({ ':pk': pk }) };
    return all((ExclusiveStartKey) => client.send(new QueryCommand({ ...ask, ...of, ExclusiveStartKey })));
  };
  try {
    const headsBefore = await partition(HEADS);
    const items = await all((ExclusiveStartKey) => client.send(new ScanCommand({ ...ask, ExclusiveStartKey })));
    return {
      headsBefore,
      entries: items.filter(({ pk }) => pk !== HEADS && pk !== WRITERS),
      writers: await partition(WRITERS),
      heads: await partition(HEADS),
    };
  } finally {
    client.destroy();
  }
}

async function all(next: (start: Page['LastEvaluatedKey']) => Promise<Page>): Promise<readonly Item[]> {
  const found: Item[] = [];
  let start: Page['LastEvaluatedKey'];
  do {
    const page = await next(start);
    for (const raw of page.Items ?? []) found.push(toItem(raw));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
}
