import type { Door } from '../../kernel/http.ts';
import type { BikeCounterRecord, BikeStationRecord, TrafficCounterRecord } from './models.ts';

/** What mobility asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface MobilityProvides {
  bikeStations(door: Door): Promise<readonly BikeStationRecord[]>;
  bikeCounters(door: Door): Promise<readonly BikeCounterRecord[]>;
  trafficCounters(door: Door): Promise<readonly TrafficCounterRecord[]>;
}
