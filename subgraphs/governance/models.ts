import type { SourceStatus } from '../../kernel/door/status.ts';
import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import type { LocalizedText } from '../../kernel/text.ts';

/** How a source stands; its id is the dataset's. */
export type SourceStatusModel = SourceStatus & { readonly id: string };

/** How far the handling of a report has come; OTHER for a status that the graph has not met before. */
export type IncidentStatus = 'CREATED' | 'PROCESSING' | 'CLOSED' | 'OTHER';

/** A report about the public space, as a source gives it. It never holds who reported it, a photo or a comment. */
export interface IncidentRecord {
  /** `<system>:<number of the report>`. */
  readonly id: string;
  readonly status: IncidentStatus;
  readonly category: LocalizedText | null;
  readonly topCategory: LocalizedText | null;
  /** Null where the report has no place. */
  readonly location: GeoPoint | null;
  readonly street: LocalizedText | null;
  readonly postalCode: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly provenance: ProvenanceModel;
}

/** A report in its municipality, or in none where it has no place. */
export type IncidentModel =
  | Placed<IncidentRecord>
  | (IncidentRecord & { readonly nisCode: null; readonly municipalityBasis: null });
