import type { Door } from '../../kernel/http.ts';
import type {
  BikeCounterRecord,
  BikeStationRecord,
  DepartureRecord,
  StopRecord,
  TrafficCounterRecord,
} from './models.ts';

/** What mobility asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface MobilityProvides {
  bikeStations(door: Door): Promise<readonly BikeStationRecord[]>;
  bikeCounters(door: Door): Promise<readonly BikeCounterRecord[]>;
  stops(door: Door): Promise<readonly StopRecord[]>;
  /** In any order. An id of another operator is left alone. */
  departures(door: Door, stopIds: readonly string[]): Promise<readonly DepartureRecord[]>;
  trafficCounters(door: Door): Promise<readonly TrafficCounterRecord[]>;
}
