import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { AirQuality } from './resolvers/AirQuality.ts';
import { AirStation } from './resolvers/AirStation.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';

export const subgraph = defineSubgraph({
  name: 'environment',
  typeDefs,
  resolvers: { Query, Municipality, AirQuality, AirStation },
  createLoaders,
});
