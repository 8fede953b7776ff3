import type { Door } from '../../kernel/http.ts';
import type { StatisticsProvider } from '../../kernel/statistics.ts';
import type { IncomeRecord, SpeedCameraRecord, StageRecord } from './models.ts';

/** What living asks of its sources. A source provides one or more of these; nothing else has to know it. */
export interface LivingProvides {
  stages(door: Door): Promise<readonly StageRecord[]>;
  speedCameras(door: Door): Promise<readonly SpeedCameraRecord[]>;
  /** The incomes of every municipality, of every year that is kept, in any order. */
  incomes(door: Door): Promise<readonly IncomeRecord[]>;
  statistics: StatisticsProvider;
}
