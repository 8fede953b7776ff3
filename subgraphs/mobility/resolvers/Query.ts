import { ofRegion } from '../../../kernel/indicators.ts';
import { pick, pickLocated, take } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Query: QueryResolvers = {
  bikeStations: (_, args, { loaders, outages }) => pickLocated('BikeStation', loaders.bikeStations, args, outages),
  bikeCounters: (_, args, { loaders, outages }) => pickLocated('BikeCounter', loaders.bikeCounters, args, outages),
  stops: (_, args, { loaders, outages }) => pickLocated('Stop', loaders.stops, args, outages),
  trafficCounters: (_, args, { loaders, outages }) =>
    pickLocated('TrafficCounter', loaders.trafficCounters, args, outages),
  roadEvents: (_, args, { loaders, outages }) => pickLocated('RoadEvent', loaders.roadEvents, args, outages),
  carParks: (_, args, { loaders, outages }) => pickLocated('CarPark', loaders.carParks, args, outages),
  sharedVehicles: async (_, { within, first }, { loaders }) => take(await loaders.sharedVehicles.inArea(within), first),
  lines: async (_, args, { loaders, outages }) => pick('Line', await loaders.lines(), args, outages),
  disruptions: async (_, { first }, { loaders }) => take(await loaders.disruptions(), first),
  mobilityIndicators: ofRegion(indicators),
};
