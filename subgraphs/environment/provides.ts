import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Door } from '../../kernel/http.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type {
  AirCellRecord,
  AirIndexCellRecord,
  AirStationRecord,
  AnnualMeanRecord,
  CitizenSensorRecord,
  TreeRecord,
  WeatherRecord,
} from './models.ts';

/** What environment asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface EnvironmentProvides {
  airStations(door: Door): Promise<readonly AirStationRecord[]>;
  /** The `hours` hours up to `end`, a full one, of many of its series at once, oldest first, by series. */
  hourlyValues(
    door: Door,
    question: { readonly series: readonly string[]; readonly hours: number; readonly end: Date },
  ): Promise<ReadonlyMap<string, readonly MeasurementModel[]>>;
  /** What stations measured over a year, of every year that is kept, in any order. */
  annualMeans(door: Door): Promise<readonly AnnualMeanRecord[]>;
  /** The interpolated air of the whole region, in one question. */
  airGrid(door: Door): Promise<readonly AirCellRecord[]>;
  /** The air quality index of the whole region, in one question. */
  airIndexGrid(door: Door): Promise<readonly AirIndexCellRecord[]>;
  weather(door: Door): Promise<readonly WeatherRecord[]>;
  citizenSensors(door: Door): Promise<readonly CitizenSensorRecord[]>;
  /** Trees within so many metres of a point, the nearest first, at most 100. */
  treesNear(door: Door, near: { readonly point: GeoPoint; readonly metres: number }): Promise<readonly TreeRecord[]>;
  /** Trees by id; what is not known is not in the answer. */
  treesById(door: Door, ids: readonly string[]): Promise<readonly TreeRecord[]>;
  /** How many trees it looks after, and of which municipality (NIS code). */
  treeCounts(door: Door): Promise<readonly { readonly nisCode: string; readonly count: MeasurementModel }[]>;
}
