import { unknownId } from '../../../kernel/errors.ts';
import type { BikeStationResolvers } from '../__generated__/types.ts';

export const BikeStation: BikeStationResolvers = {
  __resolveReference: async ({ id }, { loaders }) =>
    (await loaders.bikeStations.all()).find((station) => station.id === id) ?? unknownId('BikeStation', id),
  municipality: ({ nisCode }) => (nisCode ? { nisCode } : null),
};
