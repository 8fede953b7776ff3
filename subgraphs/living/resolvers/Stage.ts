import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { StageResolvers } from '../__generated__/types.ts';

export const Stage: StageResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Stage', await loaders.stages.all(), id, outages),
  ...placedResolvers,
};
