import { unknownId } from '../../../kernel/errors.ts';
import { take } from '../../../kernel/lists.ts';
import { startOf } from '../../../kernel/statistics.ts';
import { checkSpan } from '../../../kernel/time.ts';
import type { StatisticalSeriesResolvers } from '../__generated__/types.ts';

export const StatisticalSeries: StatisticalSeriesResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.series.load(id)) ?? unknownId('StatisticalSeries', id),
  observations: ({ observations }, { between, first }, { now }) => {
    if (!between) return take(observations, first);
    const { from, to } = checkSpan(between, Number.POSITIVE_INFINITY, now());
    return take(
      observations.filter((one) => startOf(one) >= from && startOf(one) < to),
      first,
    );
  },
};
