import { find } from '../../../kernel/lists.ts';
import { definitions } from '../__generated__/indicators.ts';
import type { IndicatorResolvers } from '../__generated__/types.ts';

export const Indicator: IndicatorResolvers = {
  __resolveReference: ({ id }) => find('Indicator', definitions, id),
  projects: async ({ id }, _, { loaders }) =>
    (await loaders.projects()).filter(({ indicatorIds }) => indicatorIds.includes(id)),
};
