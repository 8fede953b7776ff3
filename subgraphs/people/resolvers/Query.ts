import { ofRegion } from '../../../kernel/indicators.ts';
import { checkAsOf } from '../../../kernel/time.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { ageGroupsOf } from '../age-groups.ts';
import { indicators } from '../indicators.ts';
import { inhabitantsOf } from '../measures.ts';

export const Query: QueryResolvers = {
  population: async (_, { asOf }, { loaders, now }) =>
    inhabitantsOf(await loaders.population(null, checkAsOf(asOf, now()))),
  ageGroups: (_, { asOf }, { loaders, now }) => ageGroupsOf(loaders, checkAsOf(asOf, now())),
  peopleIndicators: ofRegion(indicators),
};
