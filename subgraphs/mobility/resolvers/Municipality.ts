import { take } from '../../../kernel/lists.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';

export const Municipality: MunicipalityResolvers = {
  bikeStations: async ({ nisCode }, { first }, { loaders }) => take(await loaders.bikeStations.within(nisCode), first),
  bikeCounters: async ({ nisCode }, { first }, { loaders }) => take(await loaders.bikeCounters.within(nisCode), first),
  stops: async ({ nisCode }, { first }, { loaders }) => take(await loaders.stops.within(nisCode), first),
  trafficCounters: async ({ nisCode }, { first }, { loaders }) =>
    take(await loaders.trafficCounters.within(nisCode), first),
};
