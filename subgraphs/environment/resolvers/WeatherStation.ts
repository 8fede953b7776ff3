import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { WeatherStationResolvers } from '../__generated__/types.ts';

export const WeatherStation: WeatherStationResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('WeatherStation', await loaders.weatherStations.all(), id, outages),
  ...placedResolvers,
};
