import { ofMunicipality } from '../../../kernel/indicators.ts';
import { take } from '../../../kernel/lists.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Municipality: MunicipalityResolvers = {
  bikeStations: async ({ nisCode }, { first }, { loaders }) => take(await loaders.bikeStations.within(nisCode), first),
  bikeCounters: async ({ nisCode }, { first }, { loaders }) => take(await loaders.bikeCounters.within(nisCode), first),
  stops: async ({ nisCode }, { first }, { loaders }) => take(await loaders.stops.within(nisCode), first),
  trafficCounters: async ({ nisCode }, { first }, { loaders }) =>
    take(await loaders.trafficCounters.within(nisCode), first),
  sharedVehicles: async ({ nisCode }, { first }, { loaders }) =>
    take(await loaders.sharedVehicles.within(nisCode), first),
  roadEvents: async ({ nisCode }, { first }, { loaders }) => take(await loaders.roadEvents.within(nisCode), first),
  carParks: async ({ nisCode }, { first }, { loaders }) => take(await loaders.carParks.within(nisCode), first),
  mobilityIndicators: ofMunicipality(indicators),
};
