import type { DisruptionResolvers } from '../__generated__/types.ts';

export const Disruption: DisruptionResolvers = {
  lines: async ({ lineIds }, _, { loaders }) => {
    const lines = await loaders.lines();
    return lines.filter(({ id }) => lineIds.includes(id));
  },
  stops: async ({ stopIds }, _, { loaders }) => {
    await loaders.stops.all(); // Fails where the stops are down.
    const { stop } = await loaders.network();
    return stopIds.flatMap((id) => stop(id) ?? []);
  },
};
