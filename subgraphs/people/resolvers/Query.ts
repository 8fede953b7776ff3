import { ERRORS, RequestError } from '../../../kernel/errors.ts';
import { figuresOf } from '../../../kernel/indicators.ts';
import { fieldsAsked } from '../../../kernel/selection.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { ageGroupsOf } from '../age-groups.ts';
import { indicators } from '../indicators.ts';
import { inhabitantsOf } from '../measures.ts';

export const Query: QueryResolvers = {
  population: async (_, { asOf }, { loaders }) => inhabitantsOf(await loaders.population(null, asOf ?? null)),
  ageGroups: (_, { asOf }, { loaders }) => ageGroupsOf(loaders, asOf ?? null),
  households: (_, { ids, reason }, { caller, loaders }, info) => {
    if (!caller) throw new RequestError('FORBIDDEN', `"Query.households" ${ERRORS.FORBIDDEN.says}.`);
    return loaders.households(ids, { caller, reason, fields: fieldsAsked(info, 'Household') });
  },
  peopleIndicators: (_, { asOf }, { loaders }) => figuresOf(indicators, { loaders, nisCode: null, asOf: asOf ?? null }),
};
