import type { Door } from '../../kernel/http.ts';
import type { BikeStationRecord } from './models.ts';

/** What mobility asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface MobilityProvides {
  bikeStations(door: Door): Promise<readonly BikeStationRecord[]>;
}
