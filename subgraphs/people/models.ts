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

/** A household of the register. */
export interface HouseholdModel {
  readonly id: string;
  readonly size: number;
  readonly children: number;
  readonly municipality: { readonly nisCode: string };
  readonly provenance: ProvenanceModel;
}

/** What one administration lets another ask, and why. */
export interface AgreementRecord {
  /** By `Type.field`. */
  readonly fields: readonly string[];
  /** The legal act that allows it, by purpose. */
  readonly purposes: ReadonlyMap<string, string>;
  readonly from: Date;
  /** Does not belong to it. */
  readonly until: Date;
}
