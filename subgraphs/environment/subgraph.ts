import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { AirQuality } from './resolvers/AirQuality.ts';
import { AirStation } from './resolvers/AirStation.ts';
import { CitizenSensor } from './resolvers/CitizenSensor.ts';
import { LocalAir } from './resolvers/LocalAir.ts';
import { Location } from './resolvers/Location.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';
import { Tree } from './resolvers/Tree.ts';
import { WeatherStation } from './resolvers/WeatherStation.ts';

export const subgraph = defineSubgraph({
  name: 'environment',
  typeDefs,
  resolvers: { AirQuality, AirStation, CitizenSensor, LocalAir, Location, Municipality, Query, Tree, WeatherStation },
  createLoaders,
});
