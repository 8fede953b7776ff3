import { find } from '../../../kernel/lists.ts';
import type { LineResolvers } from '../__generated__/types.ts';
import { disruptionsAbout } from '../network.ts';

export const Line: LineResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Line', await loaders.lines(), id, outages),
  vehicles: async ({ id }, _, { loaders }) => (await loaders.vehicles()).filter(({ lineId }) => lineId === id),
  disruptions: async ({ id }, _, { loaders }) => disruptionsAbout(await loaders.disruptions(), { lineId: id }),
};
