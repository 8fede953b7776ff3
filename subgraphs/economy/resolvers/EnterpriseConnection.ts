import type { EnterpriseConnectionResolvers } from '../__generated__/types.ts';
import { toCursor } from '../cursor.ts';
import { enterpriseOf } from './Enterprise.ts';

export const EnterpriseConnection: EnterpriseConnectionResolvers = {
  nodes: ({ numbers }, _, context) => numbers.map((number) => enterpriseOf(number, context)),
  edges: ({ nisCode, numbers }) => numbers.map((number) => ({ nisCode, number })),
  pageInfo: ({ nisCode, numbers, hasNextPage }) => {
    const last = numbers.at(-1);
    return { hasNextPage, endCursor: last ? toCursor({ nisCode, number: last }) : null };
  },
};
