import { lastOf } from '../../kernel/statistics.ts';
import type { IncomeRecord } from './models.ts';

/**
 * The income of a municipality: of the last year, or of the year of a moment, or the last one before.
 * @returns null when it was never told.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before the first year.
 */
export function incomeOf(incomes: readonly IncomeRecord[], nisCode: string, asOf: Date | null): IncomeRecord | null {
  const own = incomes.filter((income) => income.nisCode === nisCode);
  return lastOf(
    own.map((income) => ({ ...income, period: String(income.year) })),
    asOf,
    'The income by municipality',
  );
}
