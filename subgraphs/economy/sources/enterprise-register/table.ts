import { PK_SK, table } from '../../../../kernel/table.ts';

/** The index by which a municipality's enterprises are listed. */
export const BY_MUNICIPALITY = 'municipality';

/** The register's table, which its owner keeps; `source.ts` says how it is asked. */
export const registerTable = table('ENTERPRISE_REGISTER_TABLE', 'enterprise-register', {
  definition: { keys: PK_SK, indexes: { [BY_MUNICIPALITY]: ['municipality', 'pk'] } },
  does: ['BatchGetItem', 'Query'],
  owner: 'enterprise-register',
});
