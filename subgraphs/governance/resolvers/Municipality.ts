import { areaSquareMetres } from '../../../kernel/geography/area.ts';
import { centreOf } from '../../../kernel/geography/municipalities.ts';
import { take } from '../../../kernel/lists.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';

export const Municipality: MunicipalityResolvers = {
  name: async ({ nisCode }, _, { loaders }) => (await loaders.municipalities()).byNisCode.get(nisCode)?.name ?? null,
  labelPoint: ({ nisCode }) => centreOf(nisCode),
  boundary: async ({ nisCode }, _, { loaders }) =>
    (await loaders.municipalities()).byNisCode.get(nisCode)?.boundary ?? null,
  area: async ({ nisCode }, _, { loaders }) => {
    const { byNisCode, provenance } = await loaders.municipalities();
    const boundary = byNisCode.get(nisCode)?.boundary;
    if (!boundary) return null;
    return {
      value: Math.round(areaSquareMetres(boundary) / 1_000) / 1_000,
      unit: 'km2',
      quality: 'DERIVED',
      provenance,
    };
  },
  provenance: async (_, __, { loaders }) => (await loaders.municipalities()).provenance,
  incidents: async ({ nisCode }, { first }, { loaders }) =>
    take((await loaders.incidentsByMunicipality()).get(nisCode) ?? [], first),
};
