import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { VenueResolvers } from '../__generated__/types.ts';

export const Venue: VenueResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Venue', await loaders.venues.all(), id, outages),
  ...placedResolvers,
};
