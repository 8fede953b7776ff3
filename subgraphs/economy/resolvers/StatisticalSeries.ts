import { unknownId } from '../../../kernel/errors.ts';
import { take } from '../../../kernel/lists.ts';
import type { StatisticalSeriesResolvers } from '../__generated__/types.ts';

export const StatisticalSeries: StatisticalSeriesResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.series.load(id)) ?? unknownId('StatisticalSeries', id),
  observations: ({ observations }, { first }) => take(observations, first),
};
