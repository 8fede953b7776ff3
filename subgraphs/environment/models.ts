import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { LocalizedText } from '../../kernel/text.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type { ByPollutant } from './pollutants.ts';

/**
 * The records behind the GraphQL types. A `…Record` is what a source gives; the `…Model` of the same name is what
 * resolvers see, placed in its municipality.
 */
export interface AirStationRecord {
  /** Code in the measuring network, such as `41B001`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly location: GeoPoint;
  /** The last values that the station reported, in ug/m3, however old. */
  readonly latest: ByPollutant<MeasurementModel>;
  /** By what its source finds the hours before. */
  readonly series: ByPollutant<string>;
  readonly provenance: ProvenanceModel;
}
export type AirStationModel = Placed<AirStationRecord>;

/** What a station measured over a year. */
export interface AnnualMeanRecord {
  readonly location: GeoPoint;
  readonly year: number;
  /** In ug/m3. */
  readonly no2: number;
  readonly provenance: ProvenanceModel;
}

export interface AirQualityModel {
  readonly basis: 'STATIONS' | 'NEAREST_STATION';
  /** From the municipality's label point to the station; null with STATIONS. */
  readonly distanceMetres: number | null;
  readonly stations: readonly AirStationModel[];
  readonly values: ByPollutant<MeasurementModel>;
  readonly provenance: ProvenanceModel;
}

/**
 * A square of the grid on which the air is interpolated, with the last hour of each pollutant. Its corners are in
 * Lambert 72 metres, as it is drawn there; the south and west sides belong to it.
 */
export interface AirCellRecord {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** In ug/m3, quality DERIVED. */
  readonly values: ByPollutant<MeasurementModel>;
}

/** A square of the grid of the Belgian air quality index, 1 (excellent) to 10 (horrible). */
export interface AirIndexCellRecord extends Omit<AirCellRecord, 'values'> {
  readonly index: number;
  readonly provenance: ProvenanceModel;
}

/** What a weather station measured last; each value UCUM, null where it is not measured. */
export interface WeatherRecord {
  /** `kmi:<code>`, such as `kmi:6447`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly location: GeoPoint;
  /** Cel. */
  readonly temperature: MeasurementModel | null;
  /** mm over the last ten minutes. */
  readonly precipitation: MeasurementModel | null;
  /** m/s. */
  readonly windSpeed: MeasurementModel | null;
  /** deg that it comes from, clockwise from the north. */
  readonly windDirection: MeasurementModel | null;
  /** m/s. */
  readonly gusts: MeasurementModel | null;
  /** % */
  readonly humidity: MeasurementModel | null;
  /** hPa. */
  readonly pressure: MeasurementModel | null;
  readonly provenance: ProvenanceModel;
}
export type WeatherStationModel = Placed<WeatherRecord>;

/** A citizen's sensor. Its licence is share-alike: nothing of it goes into a computed value. */
export interface CitizenSensorRecord {
  /** `sensor-community:<sensor>`. */
  readonly id: string;
  /** Blurred by its owner to some 100 m unless `isExact`. */
  readonly location: GeoPoint;
  readonly isExact: boolean;
  readonly isIndoor: boolean;
  /** ug/m3. */
  readonly pm10: MeasurementModel | null;
  /** ug/m3. */
  readonly pm25: MeasurementModel | null;
  readonly provenance: ProvenanceModel;
}
export type CitizenSensorModel = Placed<CitizenSensorRecord>;

/** A tree that a public body looks after. */
export interface TreeRecord {
  /** `<keeper>:<id>`. */
  readonly id: string;
  /** As botanists write it. */
  readonly species: string | null;
  readonly street: LocalizedText | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type TreeModel = Placed<TreeRecord>;

/** The air at a point; each value is looked up when it is asked. */
export type LocalAirModel = GeoPoint;
