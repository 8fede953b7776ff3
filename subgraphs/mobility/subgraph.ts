import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { BikeCounter } from './resolvers/BikeCounter.ts';
import { BikeStation } from './resolvers/BikeStation.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';
import { Stop } from './resolvers/Stop.ts';
import { TrafficCounter } from './resolvers/TrafficCounter.ts';

export const subgraph = defineSubgraph({
  name: 'mobility',
  typeDefs,
  resolvers: { Query, Municipality, BikeStation, BikeCounter, Stop, TrafficCounter },
  createLoaders,
});
