import { pick } from '../../../kernel/lists.ts';
import { catalogue } from '../__generated__/catalogue.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { administrations } from '../catalogue.ts';

export const Query: QueryResolvers = {
  datasets: (_, args) => pick('Dataset', catalogue, args),
  administrations: (_, args) => pick('Administration', administrations, args),
  sourceStatus: async (_, args, { loaders }) => pick('Dataset', await loaders.statuses(), args),
  incidents: async (_, args, { loaders, outages }) => pick('Incident', await loaders.incidents(), args, outages),
};
