import { take } from '../../../kernel/lists.ts';
import { searchByName } from '../../../kernel/search.ts';
import type { PlaceSearchResolvers } from '../__generated__/types.ts';

export const PlaceSearch: PlaceSearchResolvers = {
  venues: async ({ text }, { first }, { loaders }) =>
    take(
      searchByName(await loaders.venues.all(), text, ({ name }) => name),
      first,
    ),
};
