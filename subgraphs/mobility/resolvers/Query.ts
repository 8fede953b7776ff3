import { pick } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';

export const Query: QueryResolvers = {
  bikeStations: async (_, args, { loaders, outages }) =>
    pick('BikeStation', await loaders.bikeStations.all(), args, outages),
  bikeCounters: async (_, args, { loaders, outages }) =>
    pick('BikeCounter', await loaders.bikeCounters.all(), args, outages),
  stops: async (_, args, { loaders, outages }) => pick('Stop', await loaders.stops.all(), args, outages),
  trafficCounters: async (_, args, { loaders, outages }) =>
    pick('TrafficCounter', await loaders.trafficCounters.all(), args, outages),
};
