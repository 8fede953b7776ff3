import { find } from '../../../kernel/lists.ts';
import type { LineResolvers } from '../__generated__/types.ts';

export const Line: LineResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Line', await loaders.lines(), id, outages),
  vehicles: async ({ id }, _, { loaders }) => (await loaders.vehicles()).filter(({ lineId }) => lineId === id),
  disruptions: async ({ id }, _, { loaders }) =>
    (await loaders.disruptions()).filter(({ lineIds }) => lineIds.includes(id)),
};
