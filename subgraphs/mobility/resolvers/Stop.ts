import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find, take } from '../../../kernel/lists.ts';
import type { StopResolvers } from '../__generated__/types.ts';
import { disruptionsAbout } from '../network.ts';

export const Stop: StopResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Stop', await loaders.stops.all(), id, outages),
  ...placedResolvers,
  departures: async ({ id }, { first }, { loaders }) => take(await loaders.departures.load(id), first),
  lines: async ({ id }, _, { loaders }) => (await loaders.linesFinder())(id),
  disruptions: async ({ id }, _, { loaders }) => disruptionsAbout(await loaders.disruptions(), { stopId: id }),
};
