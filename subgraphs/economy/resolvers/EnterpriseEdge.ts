import type { EnterpriseEdgeResolvers } from '../__generated__/types.ts';
import { toCursor } from '../cursor.ts';
import { enterpriseOf } from './Enterprise.ts';

export const EnterpriseEdge: EnterpriseEdgeResolvers = {
  cursor: toCursor,
  node: ({ number }, _, context) => enterpriseOf(number, context),
};
