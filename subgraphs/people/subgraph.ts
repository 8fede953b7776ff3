import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Query } from './resolvers/Query.ts';

export const subgraph = defineSubgraph({ name: 'people', typeDefs, resolvers: { Municipality, Query }, createLoaders });
