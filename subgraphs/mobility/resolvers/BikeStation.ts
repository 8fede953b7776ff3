import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { BikeStationResolvers } from '../__generated__/types.ts';

export const BikeStation: BikeStationResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('BikeStation', await loaders.bikeStations.all(), id, outages),
  ...placedResolvers,
};
