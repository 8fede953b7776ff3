import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { LocalizedText } from '../../kernel/text.ts';

/** A legal person in the register. */
export interface EnterpriseModel {
  /** Ten digits without dots. */
  readonly number: string;
  readonly names: LocalizedText;
  readonly legalForm: string | null;
  readonly status: 'ACTIVE' | 'STOPPED';
  /** ISO 8601 day. */
  readonly startDate: string | null;
  readonly activities: readonly { readonly naceCode: string; readonly naceVersion: string; readonly main: boolean }[];
  readonly address: {
    readonly street: LocalizedText | null;
    readonly houseNumber: string | null;
    readonly postalCode: string | null;
  } | null;
  readonly nisCode: string;
  readonly provenance: ProvenanceModel;
}

/** A page of a municipality's enterprises: numbers until someone asks for more. */
export interface EnterpriseConnectionModel {
  readonly nisCode: string;
  readonly numbers: readonly string[];
  readonly hasNextPage: boolean;
}
export interface EnterpriseEdgeModel {
  readonly nisCode: string;
  readonly number: string;
}

/** A figure of the region over the years. */
export interface StatisticalSeriesModel {
  /** `<publisher>:<figure>`. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly unit: string;
  /** NUTS code. */
  readonly area: string;
  /** Latest period first. */
  readonly observations: readonly ObservationModel[];
  readonly provenance: ProvenanceModel;
}
export interface ObservationModel {
  readonly period: string;
  readonly value: number | null;
  readonly status: string | null;
}
