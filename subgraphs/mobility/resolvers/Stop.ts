import { municipalityOf } from '../../../kernel/geography/atlas.ts';
import { find, take } from '../../../kernel/lists.ts';
import type { StopResolvers } from '../__generated__/types.ts';

export const Stop: StopResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Stop', await loaders.stops.all(), id, outages),
  municipality: municipalityOf,
  departures: async ({ id }, { first }, { loaders }) => take(await loaders.departures.load(id), first),
};
