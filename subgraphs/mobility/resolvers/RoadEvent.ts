import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { RoadEventResolvers } from '../__generated__/types.ts';

export const RoadEvent: RoadEventResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('RoadEvent', await loaders.roadEvents.all(), id, outages),
  ...placedResolvers,
};
