import type { FoundAddressResolvers } from '../__generated__/types.ts';

export const FoundAddress: FoundAddressResolvers = {
  address: (found) => found,
};
