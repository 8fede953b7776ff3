import { unknownId } from '../../../kernel/errors.ts';
import { take } from '../../../kernel/lists.ts';
import type { StopResolvers } from '../__generated__/types.ts';

export const Stop: StopResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.stops.all()).find((stop) => stop.id === id) ?? unknownId('Stop', id),
  municipality: ({ nisCode }) => (nisCode ? { nisCode } : null),
  departures: async ({ id }, { first }, { loaders }) => take(await loaders.departures.load(id), first),
};
