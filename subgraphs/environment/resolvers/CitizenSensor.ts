import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { CitizenSensorResolvers } from '../__generated__/types.ts';

export const CitizenSensor: CitizenSensorResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('CitizenSensor', await loaders.citizenSensors.all(), id, outages),
  ...placedResolvers,
};
