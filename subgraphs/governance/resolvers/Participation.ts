import { find, take } from '../../../kernel/lists.ts';
import type { ParticipationResolvers } from '../__generated__/types.ts';
import { isRunning } from '../participation.ts';

export const Participation: ParticipationResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('Participation', await loaders.participations(), id, outages),
  isActive: (participation, _, { now }) => isRunning(participation, now()),
  proposals: ({ proposals }, { first }) => take(proposals, first),
};
