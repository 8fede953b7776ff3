import { unknownId } from '../../../kernel/errors.ts';
import type { DatasetResolvers } from '../__generated__/types.ts';
import { datasetById, isSandbox } from '../catalogue.ts';

export const Dataset: DatasetResolvers = {
  __resolveReference: ({ id }) => datasetById(id) ?? unknownId('Dataset', id),
  sandbox: ({ id }) => isSandbox(id),
};
