import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { Administration } from './resolvers/Administration.ts';
import { Dataset } from './resolvers/Dataset.ts';
import { FoundAddress } from './resolvers/FoundAddress.ts';
import { Incident } from './resolvers/Incident.ts';
import { Indicator } from './resolvers/Indicator.ts';
import { Location } from './resolvers/Location.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { Mutation } from './resolvers/Mutation.ts';
import { Neighbourhood } from './resolvers/Neighbourhood.ts';
import { Participation } from './resolvers/Participation.ts';
import { Permit } from './resolvers/Permit.ts';
import { PlaceSearch } from './resolvers/PlaceSearch.ts';
import { Project } from './resolvers/Project.ts';
import { ProjectPartner } from './resolvers/ProjectPartner.ts';
import { Query } from './resolvers/Query.ts';
import { SourceStatus } from './resolvers/SourceStatus.ts';

export const subgraph = defineSubgraph({
  name: 'governance',
  typeDefs,
  resolvers: {
    Administration,
    Dataset,
    FoundAddress,
    Incident,
    Indicator,
    Location,
    Municipality,
    Mutation,
    Neighbourhood,
    Participation,
    Permit,
    PlaceSearch,
    Project,
    ProjectPartner,
    Query,
    SourceStatus,
  },
  createLoaders,
});
