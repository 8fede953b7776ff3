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
  /** What the departures of one vehicle at all its stops have in common; null where the source does not say. */
  readonly tripId: string | null;
  /** As it is written on the vehicle, such as `5`, `N06` or `IC 2134`. */
  readonly line: string;
  readonly destination: LocalizedText | null;
  /** When the timetable has it; null where the source does not say. */
  readonly scheduledAt: Date | null;
  /** When it is expected; null where the source sends only a message, or for one that is cancelled. */
  readonly expectedAt: Date | null;
  /** LIVE: from the vehicle; SCHEDULED: `expectedAt` is the timetable's own. */
  readonly basis: 'LIVE' | 'SCHEDULED';
  readonly cancelled: boolean;
  readonly platform: string | null;
  readonly message: LocalizedText | null;
  readonly provenance: ProvenanceModel;
}
export type DepartureModel = DepartureRecord;

export interface LineRecord {
  /** `<operator>:<line>`, such as `stib:51`. */
  readonly id: string;
  /** As it is written on the vehicle. */
  readonly number: string;
  /** One for each way the line is run, with its stops in order ({@link StopRecord.id}). */
  readonly directions: readonly { readonly destination: LocalizedText | null; readonly stopIds: readonly string[] }[];
  readonly provenance: ProvenanceModel;
}
export type LineModel = LineRecord;

/** How far a vehicle has come along its line. The source names no vehicle and no time. */
export interface VehicleProgressRecord {
  /** The {@link LineRecord.id}. */
  readonly lineId: string;
  /** The stop where it ends ({@link StopRecord.id}). */
  readonly terminusId: string;
  /** The last stop that it passed. */
  readonly lastStopId: string;
  /** Metres since then. */
  readonly metresSince: number;
  readonly provenance: ProvenanceModel;
}
export type VehicleProgressModel = VehicleProgressRecord;

/** What an operator tells its passengers. */
export interface DisruptionRecord {
  readonly text: LocalizedText;
  /** {@link LineRecord.id}s and {@link StopRecord.id}s that it is about; both empty for the whole network. */
  readonly lineIds: readonly string[];
  readonly stopIds: readonly string[];
  /** As the operator ranks it; null where it does not. */
  readonly priority: number | null;
  /** When it holds; null where the operator does not say. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly provenance: ProvenanceModel;
}
export type DisruptionModel = DisruptionRecord;

/** A shared bike, scooter or moped that stands free. Its operator changes ids after each trip, so it has none here. */
export interface SharedVehicleRecord {
  /** The operator, such as `dott`. */
  readonly system: string;
  /** GBFS form factor in capitals; null where the operator does not say. */
  readonly kind: 'BICYCLE' | 'CARGO_BICYCLE' | 'CAR' | 'MOPED' | 'SCOOTER' | 'OTHER' | null;
  readonly location: GeoPoint;
  /** Metres that its battery allows; null where the operator does not say. */
  readonly rangeMetres: number | null;
  readonly provenance: ProvenanceModel;
}
export type SharedVehicleModel = Placed<SharedVehicleRecord>;

/** Something on the road: works, an accident, an event. */
export interface RoadEventRecord {
  /** `road-event:<number>`. */
  readonly id: string;
  /** From the DATEX codes; several may hold. */
  readonly kinds: readonly ('ROADWORKS' | 'PUBLIC_EVENT' | 'ACCIDENT' | 'CONGESTION' | 'OTHER')[];
  readonly place: LocalizedText | null;
  readonly consequences: LocalizedText | null;
  /** 0 (least) to 4; null where it is not said. */
  readonly importance: number | null;
  /** A point on it. */
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type RoadEventModel = Placed<RoadEventRecord>;

export interface CarParkRecord {
  /** `<keeper>:<id>`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly operator: string | null;
  readonly capacity: number | null;
  readonly disabledCapacity: number | null;
  readonly floors: number | null;
  /** Metres. */
  readonly maxHeight: number | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type CarParkModel = Placed<CarParkRecord>;

/** Bicycles that a pole counted in a quarter of an hour. */
export interface BikeCountRecord {
  readonly start: Date;
  readonly end: Date;
  readonly count: number;
  /** km/h; null where it is not said. */
  readonly averageSpeed: number | null;
  readonly provenance: ProvenanceModel;
}
export type BikeCountModel = BikeCountRecord;

/** A departure near a point, with the way to it. */
export interface NextDepartureModel
  extends Omit<DepartureRecord, 'stopId' | 'tripId' | 'expectedAt' | 'basis' | 'cancelled'> {
  readonly stop: StopModel;
  readonly expectedAt: Date;
  readonly basis: DepartureRecord['basis'] | 'ESTIMATED';
  readonly walkingMetres: number;
  readonly walkingMinutes: number;
  readonly leaveAt: Date;
  readonly vehicle: VehicleProgressModel | null;
  readonly stopsAway: number | null;
  readonly disruptions: readonly DisruptionModel[];
}
export type LineDirectionModel = LineRecord['directions'][number];
