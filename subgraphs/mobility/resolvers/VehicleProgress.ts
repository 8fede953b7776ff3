import type { VehicleProgressResolvers } from '../__generated__/types.ts';

export const VehicleProgress: VehicleProgressResolvers = {
  lastStop: async ({ lastStopId }, _, { loaders }) => {
    await loaders.stops.all(); // Fails where the stops are down.
    return (await loaders.network()).stop(lastStopId);
  },
  terminus: async ({ terminusId }, _, { loaders }) => {
    await loaders.stops.all();
    return (await loaders.network()).stop(terminusId);
  },
};
