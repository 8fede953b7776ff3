import { defineSubgraph } from '../../kernel/subgraph.ts';
import { typeDefs } from './__generated__/schema.ts';
import { createLoaders } from './loaders.ts';
import { BikeCount } from './resolvers/BikeCount.ts';
import { BikeCounter } from './resolvers/BikeCounter.ts';
import { BikeStation } from './resolvers/BikeStation.ts';
import { CarPark } from './resolvers/CarPark.ts';
import { Departure } from './resolvers/Departure.ts';
import { Disruption } from './resolvers/Disruption.ts';
import { Line } from './resolvers/Line.ts';
import { LineDirection } from './resolvers/LineDirection.ts';
import { Location } from './resolvers/Location.ts';
import { Municipality } from './resolvers/Municipality.ts';
import { PlaceSearch } from './resolvers/PlaceSearch.ts';
import { Query } from './resolvers/Query.ts';
import { RoadEvent } from './resolvers/RoadEvent.ts';
import { SharedVehicle } from './resolvers/SharedVehicle.ts';
import { Stop } from './resolvers/Stop.ts';
import { TrafficCounter } from './resolvers/TrafficCounter.ts';
import { VehicleProgress } from './resolvers/VehicleProgress.ts';

export const subgraph = defineSubgraph({
  name: 'mobility',
  typeDefs,
  resolvers: {
    BikeCount,
    BikeCounter,
    BikeStation,
    CarPark,
    Departure,
    Disruption,
    Line,
    LineDirection,
    Location,
    Municipality,
    PlaceSearch,
    Query,
    RoadEvent,
    SharedVehicle,
    Stop,
    TrafficCounter,
    VehicleProgress,
  },
  createLoaders,
});
