import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import { checkSpan, days } from '../../../kernel/time.ts';
import type { BikeCounterResolvers } from '../__generated__/types.ts';

/** The longest span of one question (seconds): 96 quarters a day. */
const LONGEST = days(7);

export const BikeCounter: BikeCounterResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('BikeCounter', await loaders.bikeCounters.all(), id, outages),
  ...placedResolvers,
  history: async ({ id }, { between }, { loaders, now }) => loaders.bikeHistory(id, checkSpan(between, LONGEST, now())),
};
