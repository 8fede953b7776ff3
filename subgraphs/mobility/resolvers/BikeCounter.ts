import { municipalityOf } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { BikeCounterResolvers } from '../__generated__/types.ts';

export const BikeCounter: BikeCounterResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('BikeCounter', await loaders.bikeCounters.all(), id, outages),
  municipality: municipalityOf,
};
