import { centreOf } from '../../../kernel/geography/municipalities.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';

export const Municipality: MunicipalityResolvers = {
  name: async ({ nisCode }, _, { loaders }) => (await loaders.municipalities()).byNisCode.get(nisCode)?.name ?? null,
  labelPoint: ({ nisCode }) => centreOf(nisCode),
  boundary: async ({ nisCode }, _, { loaders }) =>
    (await loaders.municipalities()).byNisCode.get(nisCode)?.boundary ?? null,
  provenance: async (_, __, { loaders }) => (await loaders.municipalities()).provenance,
};
