import { ERRORS, RequestError } from '../../../kernel/errors.ts';
import { ofRegion } from '../../../kernel/indicators.ts';
import { fieldsAsked } from '../../../kernel/selection.ts';
import { checkAsOf } from '../../../kernel/time.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { ageGroupsOf } from '../age-groups.ts';
import { indicators } from '../indicators.ts';
import { inhabitantsOf } from '../measures.ts';

export const Query: QueryResolvers = {
  households: (_, { ids, reason }, { caller, loaders }, info) => {
    if (!caller) throw new RequestError('FORBIDDEN', `"Query.households" ${ERRORS.FORBIDDEN.says}.`);
    return loaders.households(ids, { caller, reason, fields: fieldsAsked(info, 'Household') });
  },
  population: async (_, { asOf }, { loaders, now }) =>
    inhabitantsOf(await loaders.population(null, checkAsOf(asOf, now()))),
  ageGroups: (_, { asOf }, { loaders, now }) => ageGroupsOf(loaders, checkAsOf(asOf, now())),
  peopleIndicators: ofRegion(indicators),
};
