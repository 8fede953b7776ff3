import { take } from '../../../kernel/lists.ts';
import { searchByName } from '../../../kernel/search.ts';
import type { PlaceSearchResolvers } from '../__generated__/types.ts';
import { operatorOf } from '../network.ts';

export const PlaceSearch: PlaceSearchResolvers = {
  stops: async ({ text }, { first }, { loaders }) => {
    const found = searchByName(await loaders.stops.all(), text, ({ name }) => name);
    // The platforms of one station have one name.
    const distinct = new Map(
      found.toReversed().map((stop) => [`${operatorOf(stop.id)} ${stop.name.fr ?? stop.id}`, stop]),
    );
    return take([...distinct.values()].toReversed(), first);
  },
};
