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

export interface AirQualityModel {
  readonly basis: 'STATIONS' | 'NEAREST_STATION';
  /** From the municipality's label point to the station; null with STATIONS. */
  readonly distanceMetres: number | null;
  readonly stations: readonly AirStationModel[];
  readonly values: ByPollutant<MeasurementModel>;
  readonly provenance: ProvenanceModel;
}
