import type { DisruptionResolvers } from '../__generated__/types.ts';

export const Disruption: DisruptionResolvers = {
  lines: async ({ lineIds }, _, { loaders }) => (await loaders.lines()).filter(({ id }) => lineIds.includes(id)),
  stops: async ({ stopIds }, _, { loaders }) => {
    const stop = await loaders.stopFinder();
    return stopIds.flatMap((id) => stop(id) ?? []);
  },
};
