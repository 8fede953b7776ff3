import type { SourceStatusResolvers } from '../__generated__/types.ts';

export const SourceStatus: SourceStatusResolvers = {
  dataset: ({ source }) => source,
};
