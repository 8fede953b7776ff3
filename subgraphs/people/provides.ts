import type { Door } from '../../kernel/http.ts';
import type { StatisticsProvider } from '../../kernel/statistics.ts';
import type { PopulationRecord } from './models.ts';

/** What people asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface PeopleProvides {
  /** The inhabitants of every municipality, of every year that is kept, in any order. */
  population(door: Door): Promise<readonly PopulationRecord[]>;
  statistics: StatisticsProvider;
}
