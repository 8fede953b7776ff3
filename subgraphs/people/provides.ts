import type { Door } from '../../kernel/http.ts';
import type { StatisticsProvider } from '../../kernel/statistics.ts';
import type { AgreementRecord, HouseholdModel, PopulationRecord } from './models.ts';

/** What people asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface PeopleProvides {
  /** The inhabitants of every municipality, of every year that is kept, in any order. */
  population(door: Door): Promise<readonly PopulationRecord[]>;
  /** The households with these ids, in any order; an id that the register does not have is left out. */
  households(door: Door, ids: readonly string[]): Promise<readonly HouseholdModel[]>;
  /** The agreements under which an administration may ask for them. */
  agreements(door: Door, consumer: string): Promise<readonly AgreementRecord[]>;
  statistics: StatisticsProvider;
}
