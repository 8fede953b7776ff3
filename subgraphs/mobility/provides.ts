import type { Door } from '../../kernel/http.ts';
import type {
  BikeCounterRecord,
  BikeCountRecord,
  BikeStationRecord,
  CarParkRecord,
  DepartureRecord,
  DisruptionRecord,
  LineRecord,
  RoadEventRecord,
  SharedVehicleRecord,
  StopRecord,
  TrafficCounterRecord,
  VehicleProgressRecord,
} from './models.ts';

/** What mobility asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface MobilityProvides {
  bikeStations(door: Door): Promise<readonly BikeStationRecord[]>;
  bikeCounters(door: Door): Promise<readonly BikeCounterRecord[]>;
  /**
   * What a pole counted in the quarters of an hour that lie within a span, the earliest first; empty for a pole of
   * another administration.
   */
  bikeHistory(door: Door, counterId: string, between: Span): Promise<readonly BikeCountRecord[]>;
  stops(door: Door): Promise<readonly StopRecord[]>;
  departures: DeparturesProvider;
  lines(door: Door): Promise<readonly LineRecord[]>;
  /** How far the vehicles of all lines have come. */
  vehicles(door: Door): Promise<readonly VehicleProgressRecord[]>;
  disruptions(door: Door): Promise<readonly DisruptionRecord[]>;
  trafficCounters(door: Door): Promise<readonly TrafficCounterRecord[]>;
  /** Only those that can be taken now. */
  sharedVehicles(door: Door): Promise<readonly SharedVehicleRecord[]>;
  roadEvents(door: Door): Promise<readonly RoadEventRecord[]>;
  carParks(door: Door): Promise<readonly CarParkRecord[]>;
}

/** The departures of one operator's stops. */
export interface DeparturesProvider {
  /** What its stops' ids begin with, such as `stib`. */
  readonly operator: string;
  /** In any order. */
  read(door: Door, stopIds: readonly string[]): Promise<readonly DepartureRecord[]>;
}

/** A span of time: its start belongs to it, its end does not. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}
