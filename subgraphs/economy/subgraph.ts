import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { Enterprise } from './resolvers/Enterprise.ts';
import { EnterpriseConnection } from './resolvers/EnterpriseConnection.ts';
import { EnterpriseEdge } from './resolvers/EnterpriseEdge.ts';
import { Location } from './resolvers/Location.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { PlaceSearch } from './resolvers/PlaceSearch.ts';
import { Query } from './resolvers/Query.ts';
import { StatisticalSeries } from './resolvers/StatisticalSeries.ts';
import { Venue } from './resolvers/Venue.ts';

export const subgraph = defineSubgraph({
  name: 'economy',
  typeDefs,
  resolvers: {
    Enterprise,
    EnterpriseConnection,
    EnterpriseEdge,
    Location,
    Municipality,
    PlaceSearch,
    Query,
    StatisticalSeries,
    Venue,
  },
  createLoaders,
});
