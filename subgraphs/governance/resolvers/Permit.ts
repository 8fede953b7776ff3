import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { PermitResolvers } from '../__generated__/types.ts';

export const Permit: PermitResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Permit', await loaders.permits.all(), id, outages),
  ...placedResolvers,
};
