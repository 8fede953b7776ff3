import type { Door } from '../../kernel/http.ts';
import type { IncidentRecord } from './models.ts';

/** What governance asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface GovernanceProvides {
  /** The most recent reports about the public space. */
  incidents(door: Door): Promise<readonly IncidentRecord[]>;
}
