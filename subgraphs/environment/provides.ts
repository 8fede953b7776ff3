import type { Door } from '../../kernel/http.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type { AirStationRecord } from './models.ts';

/** What environment asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface EnvironmentProvides {
  airStations(door: Door): Promise<readonly AirStationRecord[]>;
  /** The last `hours` hours of many of its series at once, oldest first, by series. */
  hourlyValues(
    door: Door,
    question: { readonly series: readonly string[]; readonly hours: number },
  ): Promise<ReadonlyMap<string, readonly MeasurementModel[]>>;
}
