import { checkMetres } from '../../../kernel/geography/region.ts';
import { take } from '../../../kernel/lists.ts';
import type { LocationResolvers } from '../__generated__/types.ts';

export const Location: LocationResolvers = {
  stages: async (point, { within, first }, { loaders }) =>
    take(await loaders.stages.near(point, checkMetres(within)), first),
};
