import { find } from '../../../kernel/lists.ts';
import { catalogue } from '../__generated__/catalogue.ts';
import type { DatasetResolvers } from '../__generated__/types.ts';
import { isSandbox } from '../catalogue.ts';

export const Dataset: DatasetResolvers = {
  __resolveReference: ({ id }) => find('Dataset', catalogue, id),
  status: async ({ id }, _, { loaders }) => find('Dataset', await loaders.statuses(), id),
  highValue: ({ highValue }) => highValue ?? null,
  access: ({ access }) => access ?? 'PUBLIC',
  accessUrl: ({ endpoint }) => endpoint.fallback,
  sandbox: ({ id }) => isSandbox(id),
};
