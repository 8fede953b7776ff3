import type { MunicipalityResolvers } from '../__generated__/types.ts';

export const Municipality: MunicipalityResolvers = {
  airQuality: ({ nisCode }, _, { loaders }) => loaders.airQuality(nisCode),
};
