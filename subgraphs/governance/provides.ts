import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Door } from '../../kernel/http.ts';
import type {
  AddressRecord,
  FoundAddressRecord,
  IncidentRecord,
  KeptProject,
  NeighbourhoodRecord,
  ParticipationRecord,
  PermitRecord,
  ProjectRecord,
  WrittenProject,
} from './models.ts';

/** What governance asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface GovernanceProvides {
  /** The most recent reports about the public space. */
  incidents(door: Door): Promise<readonly IncidentRecord[]>;
  /** The address nearest to a point, in French and Dutch; null where there is none. */
  addressAt(door: Door, point: GeoPoint): Promise<AddressRecord | null>;
  /** Addresses that fit a text in any of the region's languages, the best first. */
  findAddresses(door: Door, text: string): Promise<readonly FoundAddressRecord[]>;
  /** The demands for permits received last, the newest first. */
  permits(door: Door): Promise<readonly PermitRecord[]>;
  participations(door: Door): Promise<readonly ParticipationRecord[]>;
  neighbourhoods(door: Door): Promise<readonly NeighbourhoodRecord[]>;
  /** The whole portfolio, in the order of ids. */
  projects(door: Door): Promise<readonly ProjectRecord[]>;
  /** One project, as it is at this moment, for whoever changes it; null where there is none. */
  keptProject(door: Door, id: string): Promise<KeptProject | null>;
  /**
   * Writes a project at once, in the place of the version before its own, or of none for version 1.
   * @returns It as it is now; null, and nothing is written, when that version is not what is there.
   */
  keepProject(door: Door, project: WrittenProject, at: Date): Promise<ProjectRecord | null>;
}
