import { take } from '../../../kernel/lists.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';

export const Municipality: MunicipalityResolvers = {
  bikeStations: async ({ nisCode }, { first }, { loaders }) =>
    take((await loaders.bikeStationsByMunicipality()).get(nisCode) ?? [], first),
};
