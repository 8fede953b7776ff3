import { PK_SK, table } from '../table.ts';

/**
 * The trail's table. Nothing in it expires, and a writer can add and advance, never delete: a trail that is not to be
 * kept any longer is dropped as a whole table.
 */
export const trailTable = table('TRAIL_TABLE', null, {
  definition: { keys: PK_SK },
  does: ['GetItem', 'Query', 'PutItem'],
  owner: 'ours',
});
