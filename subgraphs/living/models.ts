import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { LocalizedText } from '../../kernel/text.ts';

/** A theatre or another stage. */
export interface StageRecord {
  /** `<keeper>:<id>`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly address: LocalizedText | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type StageModel = Placed<StageRecord>;

/** A speed camera that stands fixed. */
export interface SpeedCameraRecord {
  /** `speed-camera:<number>`. */
  readonly id: string;
  readonly place: LocalizedText | null;
  /** km/h. */
  readonly speedLimit: number | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type SpeedCameraModel = Placed<SpeedCameraRecord>;

/** The mean net taxable income per inhabitant of a municipality in a year, in euros. */
export interface IncomeRecord {
  readonly nisCode: string;
  readonly year: number;
  readonly euros: number;
  /** Observed at the end of that year. */
  readonly provenance: ProvenanceModel;
}
