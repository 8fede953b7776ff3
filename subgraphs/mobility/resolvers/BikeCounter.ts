import { unknownId } from '../../../kernel/errors.ts';
import type { BikeCounterResolvers } from '../__generated__/types.ts';

export const BikeCounter: BikeCounterResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.bikeCounters.all()).find((counter) => counter.id === id) ?? unknownId('BikeCounter', id),
  municipality: ({ nisCode }) => (nisCode ? { nisCode } : null),
};
