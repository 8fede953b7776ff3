import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { Administration } from './resolvers/Administration.ts';
import { Dataset } from './resolvers/Dataset.ts';
import { Incident } from './resolvers/Incident.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';
import { SourceStatus } from './resolvers/SourceStatus.ts';

export const subgraph = defineSubgraph({
  name: 'governance',
  typeDefs,
  resolvers: { Query, Municipality, Incident, Dataset, SourceStatus, Administration },
  createLoaders,
});
