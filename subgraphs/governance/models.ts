import type { MultiPolygon } from 'geojson';
import type { SourceStatus } from '../../kernel/door/status.ts';
import type { Placed } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { IndicatorFigure } from '../../kernel/indicators.ts';
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

/** An address, as its register keeps it. */
export interface AddressRecord {
  readonly street: LocalizedText | null;
  readonly number: string | null;
  readonly postalCode: string | null;
  /** What the register calls the municipality; the boundaries decide which it is. */
  readonly municipalityName: LocalizedText | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}

/** An address that fits a text. */
export interface FoundAddressRecord extends AddressRecord {
  /** 0 to 100, as its source rates the fit. */
  readonly score: number;
}

/** A demand for a planning or environmental permit. Who asks is not read. */
export interface PermitRecord {
  /** `nova:<reference>`. */
  readonly id: string;
  readonly kind: 'PLANNING' | 'ENVIRONMENT';
  /** Reference of the case, such as `04/PFD/1812345`. */
  readonly reference: string;
  /** ISO 8601 day; null where the source does not say or says one that is not yet. */
  readonly receivedOn: string | null;
  readonly subject: LocalizedText | null;
  readonly procedure: LocalizedText | null;
  readonly status: LocalizedText | null;
  readonly authority: LocalizedText | null;
  readonly street: LocalizedText | null;
  readonly houseNumber: string | null;
  readonly postalCode: string | null;
  readonly location: GeoPoint;
  readonly provenance: ProvenanceModel;
}
export type PermitModel = Placed<PermitRecord>;

/** A process in which a public body asks what people think. */
export interface ParticipationRecord {
  /** `<platform>:<id>`. */
  readonly id: string;
  readonly title: LocalizedText;
  /** ISO 8601 days; null where there is none. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly publishedAt: Date | null;
  /** Its page. */
  readonly website: string;
  /** The first fifty of each of its lists of proposals. */
  readonly proposals: readonly {
    readonly id: string;
    readonly title: LocalizedText;
    readonly state: string | null;
    readonly publishedAt: Date | null;
    readonly votes: number | null;
    readonly comments: number | null;
    readonly location: GeoPoint | null;
  }[];
  readonly provenance: ProvenanceModel;
}
export type ParticipationModel = ParticipationRecord;

/** A neighbourhood of the Neighbourhood Monitoring; there are 145. */
export interface NeighbourhoodRecord {
  /** Code, such as `1` or `901`. */
  readonly id: string;
  readonly name: LocalizedText | null;
  readonly boundary: MultiPolygon;
  readonly provenance: ProvenanceModel;
}

/** A neighbourhood with the municipality that its middle lies in. */
export type NeighbourhoodModel = Placed<NeighbourhoodRecord & { readonly location: GeoPoint }>;

/** A project of the Smart City Office's portfolio. */
export interface ProjectRecord {
  /** Short stable id in kebab case. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly summary: LocalizedText | null;
  /** The strategy's pillar: a text, since governments change them. */
  readonly pillar: LocalizedText;
  readonly actionArea: ActionArea;
  /** What the strategy calls the basic elements of a smart city. */
  readonly enablers: readonly ('DATA' | 'TECHNOLOGY' | 'GOVERNANCE' | 'COOPERATION' | 'HUMAN_CAPITAL')[];
  readonly partners: readonly {
    readonly name: LocalizedText;
    /** Of the quadruple helix. */
    readonly kind: 'ADMINISTRATION' | 'CITIZENS' | 'ENTERPRISE' | 'ACADEMIA';
    /** Of an administration; null for the others. */
    readonly level: 'MUNICIPAL' | 'REGIONAL' | 'COMMUNITY' | 'FEDERAL' | 'EUROPEAN' | null;
    /** The administration's id in the graph, where it has one. */
    readonly administrationId: string | null;
  }[];
  /** Ids of the indicators that it should move. */
  readonly indicatorIds: readonly string[];
  /** NIS codes; empty for the whole region. */
  readonly nisCodes: readonly string[];
  /** Latest last; the last one holds. */
  readonly history: readonly {
    readonly status: 'IDEA' | 'PLANNED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'STOPPED';
    readonly since: Date;
    readonly note: LocalizedText | null;
  }[];
  /** Counts its changes, from 1. */
  readonly version: number;
  readonly provenance: ProvenanceModel;
}
export type ProjectModel = ProjectRecord;

export type ProjectStatus = ProjectRecord['history'][number]['status'];
/** What a project has, whatever has become of it. */
export type ProjectContent = Omit<ProjectRecord, 'id' | 'history' | 'version' | 'provenance'>;

/** A change that was made to a project. */
export interface MadeChange {
  /** Hash of who made it and the name that they gave it. */
  readonly key: string;
  /** Hash of what was asked for. */
  readonly input: string;
  readonly at: Date;
}

/** A project with the changes made to it last, the latest last. */
export interface KeptProject extends ProjectRecord {
  readonly changes: readonly MadeChange[];
}
/** The same as it is written: who keeps it, and since when, is the source's to say. */
export type WrittenProject = Omit<KeptProject, 'provenance'>;

/** The six action areas of a smart city (Boyd Cohen's wheel, which the strategy follows). */
export type ActionArea = 'ECONOMY' | 'GOVERNANCE' | 'ENVIRONMENT' | 'MOBILITY' | 'PEOPLE' | 'LIVING';

/** The indicators of one action area. */
export interface AreaOfLifeModel {
  readonly actionArea: ActionArea;
  readonly indicators: readonly IndicatorFigure[];
}
export type AddressModel = AddressRecord;
export type FoundAddressModel = FoundAddressRecord;
export type ProposalModel = ParticipationRecord['proposals'][number];
export type ProjectPartnerModel = ProjectRecord['partners'][number];
