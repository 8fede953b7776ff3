import { PK_SK, type TableDefinition, table } from '../../table.ts';

/** The attribute by which DynamoDB deletes (seconds since 1970). */
export const EXPIRES = 'expiresAt';

/**
 * The table that all instances share. It holds nothing for longer than the datasets allow: DynamoDB deletes by
 * `expiresAt` late, so that whoever reads checks the time again.
 */
export const SHARED_STATE: TableDefinition = { keys: PK_SK, expires: EXPIRES };

export const sharedStateTable = table('SHARED_STATE_TABLE', null, {
  definition: SHARED_STATE,
  does: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
  owner: 'ours',
});
