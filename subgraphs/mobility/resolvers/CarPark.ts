import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { CarParkResolvers } from '../__generated__/types.ts';

export const CarPark: CarParkResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('CarPark', await loaders.carParks.all(), id, outages),
  ...placedResolvers,
};
