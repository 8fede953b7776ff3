import type { AirQualityResolvers } from '../__generated__/types.ts';

export const AirQuality: AirQualityResolvers = {
  no2: ({ values }) => values.NO2 ?? null,
  pm10: ({ values }) => values.PM10 ?? null,
  pm25: ({ values }) => values.PM25 ?? null,
  o3: ({ values }) => values.O3 ?? null,
};
