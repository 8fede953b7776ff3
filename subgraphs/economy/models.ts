import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { Observation, StatisticalSeries } from '../../kernel/statistics.ts';
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

export type StatisticalSeriesModel = StatisticalSeries;
export type ObservationModel = Observation;

/** A place to go to: a museum, a hall, a theatre, a market. */
export interface VenueRecord {
  /** `<keeper>:<id>`. */
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: 'CULTURE' | 'MARKET' | 'OTHER';
  readonly description: LocalizedText | null;
  readonly address: LocalizedText | null;
  readonly postalCode: string | null;
  readonly website: string | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type VenueModel = Placed<VenueRecord>;
