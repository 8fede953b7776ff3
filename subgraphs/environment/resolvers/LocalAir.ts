import type { LocalAirResolvers } from '../__generated__/types.ts';

export const LocalAir: LocalAirResolvers = {
  no2: async (point, _, { loaders }) => (await loaders.airAt(point))?.values.NO2 ?? null,
  pm10: async (point, _, { loaders }) => (await loaders.airAt(point))?.values.PM10 ?? null,
  pm25: async (point, _, { loaders }) => (await loaders.airAt(point))?.values.PM25 ?? null,
  o3: async (point, _, { loaders }) => (await loaders.airAt(point))?.values.O3 ?? null,
  belAqi: async (point, _, { loaders }) => {
    const cell = await loaders.airIndexAt(point);
    return cell && { value: cell.index, unit: '1', quality: 'DERIVED', provenance: cell.provenance };
  },
  nearestStation: (point, _, { loaders }) => loaders.nearestAirStation(point),
};
