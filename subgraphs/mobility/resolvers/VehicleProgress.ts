import type { VehicleProgressResolvers } from '../__generated__/types.ts';

export const VehicleProgress: VehicleProgressResolvers = {
  lastStop: async ({ lastStopId }, _, { loaders }) => (await loaders.stopFinder())(lastStopId),
  terminus: async ({ terminusId }, _, { loaders }) => (await loaders.stopFinder())(terminusId),
};
