import type { AddressInfo } from 'node:net';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import dynalite from 'dynalite';
import type { Stage, Standard, WireAnswer, WireQuestion } from '../emulator.ts';
import type { World } from '../world.ts';

/** A table as its owner keeps it. */
export interface Table {
  readonly definition: CreateTableCommandInput & { readonly TableName: string };
  readonly items: (world: World) => readonly Readonly<Record<string, unknown>>[];
}

const CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
const REGION = 'eu-west-1';
/** Most items that `BatchWriteItem` takes. */
const BATCH = 25;

/** DynamoDB, as one table each. */
export const standard: Standard<Table> = {
  environment: {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: REGION,
    AWS_PROFILE: '', // A profile of the machine's would go before these keys.
  },
  answer: serveTable,
};

/** DynamoDB itself, emulated by dynalite in this process; every request passes through, so that it can be counted. */
export async function serveTable(
  { definition, items }: Table,
  { world, onClose }: Stage,
): Promise<(question: WireQuestion) => Promise<WireAnswer>> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running = new Set<Promise<unknown>>();
  onClose(async () => {
    // An emulator that is closed in the middle of an operation throws where nobody can catch it.
    await Promise.allSettled(running);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  await fill(endpoint, definition, items(world));
  const forward = async ({ method, headers, body }: WireQuestion): Promise<WireAnswer> => {
    const forwarded = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'] as const;
    const answer = await fetch(endpoint, {
      method,
      headers: forwarded.flatMap((name): [string, string][] => (headers[name] ? [[name, String(headers[name])]] : [])),
      body,
    });
    return {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? 'application/x-amz-json-1.0' },
      body: await answer.text(),
    };
  };
  return (question) => {
    const answered = forward(question);
    running.add(answered);
    return answered.finally(() => running.delete(answered));
  };
}

/** Creates the table and writes its items, as its owner would. */
async function fill(
  endpoint: string,
  definition: Table['definition'],
  items: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const { TableName } = definition;
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });
  await client.send(new CreateTableCommand(definition));
  while ((await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus !== 'ACTIVE') {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  for (let start = 0; start < items.length; start += BATCH) {
    const Item = (item: Readonly<Record<string, unknown>>) => ({ PutRequest: { Item: marshall(item) } });
    const batch = items.slice(start, start + BATCH).map(Item);
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: batch } }));
  }
  client.destroy();
}
