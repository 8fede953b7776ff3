import { take } from '../../../kernel/lists.ts';
import { searchByName } from '../../../kernel/search.ts';
import type { PlaceSearchResolvers } from '../__generated__/types.ts';

export const PlaceSearch: PlaceSearchResolvers = {
  municipalities: async ({ text }, { first }, { loaders }) => {
    const { byNisCode } = await loaders.municipalities();
    return take(
      searchByName([...byNisCode.values()], text, ({ name }) => name),
      first,
    );
  },
  neighbourhoods: async ({ text }, { first }, { loaders }) =>
    take(
      searchByName(await loaders.neighbourhoods.all(), text, ({ name }) => name),
      first,
    ),
  addresses: async ({ text }, { first }, { loaders }) => take(await loaders.findAddresses(text), first),
};
