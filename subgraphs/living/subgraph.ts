import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { Location } from './resolvers/Location.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';
import { SpeedCamera } from './resolvers/SpeedCamera.ts';
import { Stage } from './resolvers/Stage.ts';

export const subgraph = defineSubgraph({
  name: 'living',
  typeDefs,
  resolvers: { Location, Municipality, Query, SpeedCamera, Stage },
  createLoaders,
});
