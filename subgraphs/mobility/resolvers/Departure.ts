import type { DepartureResolvers } from '../__generated__/types.ts';

export const Departure: DepartureResolvers = {
  delay: ({ scheduledAt, expectedAt }) =>
    scheduledAt && expectedAt ? Math.round((expectedAt.getTime() - scheduledAt.getTime()) / 1000) : null,
};
