import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';

/** How many people lived in a municipality on 1 January of a year. */
export interface PopulationRecord {
  readonly nisCode: string;
  readonly year: number;
  readonly inhabitants: number;
  /** Observed on that day. */
  readonly provenance: ProvenanceModel;
}

/** The inhabitants of an age. */
export interface AgeGroupModel {
  readonly band: 'UNDER_15' | 'FROM_15_TO_64' | 'FROM_65';
  readonly inhabitants: MeasurementModel;
  readonly share: MeasurementModel;
}
