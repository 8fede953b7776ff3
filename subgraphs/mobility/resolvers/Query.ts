import { pick } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';

export const Query: QueryResolvers = {
  bikeStations: async (_, args, { loaders }) => pick('BikeStation', await loaders.bikeStations.all(), args),
  bikeCounters: async (_, args, { loaders }) => pick('BikeCounter', await loaders.bikeCounters.all(), args),
  stops: async (_, args, { loaders }) => pick('Stop', await loaders.stops.all(), args),
  trafficCounters: async (_, args, { loaders }) => pick('TrafficCounter', await loaders.trafficCounters.all(), args),
};
