import type { LineDirectionResolvers } from '../__generated__/types.ts';

export const LineDirection: LineDirectionResolvers = {
  stops: async ({ stopIds }, _, { loaders }) => stopIds.map(await loaders.stopFinder()),
};
