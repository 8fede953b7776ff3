import type { LineDirectionResolvers } from '../__generated__/types.ts';

export const LineDirection: LineDirectionResolvers = {
  stops: async ({ stopIds }, _, { loaders }) => {
    await loaders.stops.all(); // Fails where the stops are down.
    const { stop } = await loaders.network();
    return stopIds.map(stop);
  },
};
