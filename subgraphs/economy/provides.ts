import type { Door } from '../../kernel/http.ts';
import type { StatisticsProvider } from '../../kernel/statistics.ts';
import type { EnterpriseModel, VenueRecord } from './models.ts';

/** What economy asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface EconomyProvides {
  /** Enterprises by number; what is not in the register is not in the answer. */
  enterprises(door: Door, numbers: readonly string[]): Promise<ReadonlyMap<string, EnterpriseModel | Error>>;
  /** The numbers of a municipality's enterprises in their order, after one of them or from the start. */
  enterpriseNumbers(
    door: Door,
    page: { readonly nisCode: string; readonly after: string | null; readonly limit: number },
  ): Promise<readonly string[]>;
  venues(door: Door): Promise<readonly VenueRecord[]>;
  statistics: StatisticsProvider;
}
