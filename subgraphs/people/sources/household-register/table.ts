import { PK_SK, table } from '../../../../kernel/table.ts';

/** The register's table, which its owner keeps; `source.ts` says how it is asked. */
export const registerTable = table('HOUSEHOLD_REGISTER_TABLE', 'household-register', {
  definition: { keys: PK_SK },
  does: ['BatchGetItem', 'Query'],
  owner: 'household-register',
});
