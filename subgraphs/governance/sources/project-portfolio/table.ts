import { PK_SK, table } from '../../../../kernel/table.ts';

/** The Smart City Office's own table; `source.ts` says what its items are and how it is asked. */
export const portfolioTable = table('PROJECT_PORTFOLIO_TABLE', 'project-portfolio', {
  definition: { keys: PK_SK },
  does: ['Query', 'UpdateItem'],
  owner: 'project-portfolio',
});
