import { pick } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';

export const Query: QueryResolvers = {
  bikeStations: async (_, args, { loaders }) =>
    pick('BikeStation', await loaders.bikeStations.all(), ({ id }) => id, args),
  bikeCounters: async (_, args, { loaders }) =>
    pick('BikeCounter', await loaders.bikeCounters.all(), ({ id }) => id, args),
  stops: async (_, args, { loaders }) => pick('Stop', await loaders.stops.all(), ({ id }) => id, args),
  trafficCounters: async (_, args, { loaders }) =>
    pick('TrafficCounter', await loaders.trafficCounters.all(), ({ id }) => id, args),
};
