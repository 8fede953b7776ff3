import { pick } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';

export const Query: QueryResolvers = {
  airStations: async (_, args, { loaders, outages }) =>
    pick('AirStation', await loaders.airStations.all(), args, outages),
};
