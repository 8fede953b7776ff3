import { setting } from '../../kernel/env.ts';
import { PK_SK, table } from '../../kernel/table.ts';

/** The table of clients and of the documents that they published; without it nobody is registered. */
export const clientsTable = table('CLIENTS_TABLE', null, {
  definition: { keys: PK_SK },
  does: ['BatchGetItem'],
  owner: 'ours',
});
/** Null: what the AWS SDK finds for the region. */
export const clientsEndpoint = setting('CLIENTS_DYNAMODB_URL', null);
