import { unknownId } from '../../../kernel/errors.ts';
import { ofRegion } from '../../../kernel/indicators.ts';
import { pickLocated } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Query: QueryResolvers = {
  airStations: (_, args, { loaders, outages }) => pickLocated('AirStation', loaders.airStations, args, outages),
  weatherStations: (_, args, { loaders, outages }) =>
    pickLocated('WeatherStation', loaders.weatherStations, args, outages),
  citizenSensors: (_, args, { loaders, outages }) =>
    pickLocated('CitizenSensor', loaders.citizenSensors, args, outages),
  trees: (_, { ids }, { loaders }) =>
    ids.map(async (id) => {
      const tree = await loaders.tree(id);
      if (!tree) throw unknownId('Tree', id);
      return tree;
    }),
  environmentIndicators: ofRegion(indicators),
};
