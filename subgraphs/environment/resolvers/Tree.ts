import { unknownId } from '../../../kernel/errors.ts';
import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import type { TreeResolvers } from '../__generated__/types.ts';

export const Tree: TreeResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.tree(id)) ?? unknownId('Tree', id),
  ...placedResolvers,
};
