import { ofMunicipality } from '../../../kernel/indicators.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Municipality: MunicipalityResolvers = {
  airQuality: ({ nisCode }, _, { loaders }) => loaders.airQuality(nisCode),
  treeCount: async ({ nisCode }, _, { loaders }) =>
    (await loaders.treeCounts()).find((counted) => counted.nisCode === nisCode)?.count ?? null,
  environmentIndicators: ofMunicipality(indicators),
};
