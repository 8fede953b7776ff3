import { figuresOf } from '../../../kernel/indicators.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { ageGroupsOf } from '../age-groups.ts';
import { indicators } from '../indicators.ts';
import { inhabitantsOf } from '../measures.ts';

export const Query: QueryResolvers = {
  population: async (_, { asOf }, { loaders }) => inhabitantsOf(await loaders.population(null, asOf ?? null)),
  ageGroups: (_, { asOf }, { loaders }) => ageGroupsOf(loaders, asOf ?? null),
  peopleIndicators: (_, { asOf }, { loaders }) => figuresOf(indicators, { loaders, nisCode: null, asOf: asOf ?? null }),
};
