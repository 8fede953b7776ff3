import { pick } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';

export const Query: QueryResolvers = {
  bikeStations: async (_, args, { loaders }) => pick('BikeStation', await loaders.bikeStations(), ({ id }) => id, args),
};
