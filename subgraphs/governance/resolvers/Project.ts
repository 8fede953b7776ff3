import { find } from '../../../kernel/lists.ts';
import { definitions } from '../__generated__/indicators.ts';
import type { ProjectResolvers } from '../__generated__/types.ts';
import { statusOf } from '../project-status.ts';

export const Project: ProjectResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Project', await loaders.projects(), id, outages),
  indicators: ({ indicatorIds }) => indicatorIds.map((id) => definitions.find((known) => known.id === id) ?? null),
  municipalities: ({ nisCodes }) => nisCodes.map((nisCode) => ({ nisCode })),
  status: statusOf,
};
