import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { LocalizedText } from '../../kernel/text.ts';

/**
 * The records behind the GraphQL types. A `…Record` is what a source gives; the `…Model` of the same name is what
 * resolvers see, placed in its municipality.
 */
export interface BikeStationRecord {
  /** `<system>:<station id>`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly location: GeoPoint;
  readonly capacity: number | null;
  readonly bikesAvailable: number | null;
  readonly docksAvailable: number | null;
  readonly renting: boolean;
  readonly returning: boolean;
  readonly provenance: ProvenanceModel;
}
export type BikeStationModel = Placed<BikeStationRecord>;

export interface TrafficCounterRecord {
  /** `traffic:<name>`. */
  readonly id: string;
  readonly description: LocalizedText | null;
  readonly location: GeoPoint;
  readonly lanes: number | null;
  readonly vehiclesPerMinute: number | null;
  /** km/h. */
  readonly speed: number | null;
  /** Percent of the time during which a vehicle stood above the detector. */
  readonly occupancy: number | null;
  readonly provenance: ProvenanceModel;
}
export type TrafficCounterModel = Placed<TrafficCounterRecord>;

export interface BikeCounterRecord {
  /** `bike-counter:<name>`. */
  readonly id: string;
  readonly road: LocalizedText | null;
  readonly description: LocalizedText | null;
  readonly location: GeoPoint;
  readonly hourCount: number | null;
  readonly dayCount: number | null;
  readonly yearCount: number | null;
  readonly provenance: ProvenanceModel;
}
export type BikeCounterModel = Placed<BikeCounterRecord>;

export interface StopRecord {
  /** `<operator>:<stop id>`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type StopModel = Placed<StopRecord>;

export interface DepartureRecord {
  /** The {@link StopRecord.id} it leaves from. */
  readonly stopId: string;
  readonly line: string;
  readonly destination: LocalizedText | null;
  readonly expectedAt: Date | null;
  readonly basis: 'LIVE' | 'SCHEDULED';
  readonly message: LocalizedText | null;
  readonly provenance: ProvenanceModel;
}
export type DepartureModel = DepartureRecord;
