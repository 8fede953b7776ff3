import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Door } from '../../kernel/http.ts';
import type {
  AddressRecord,
  FoundAddressRecord,
  IncidentRecord,
  NeighbourhoodRecord,
  ParticipationRecord,
  PermitRecord,
  ProjectRecord,
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
}
