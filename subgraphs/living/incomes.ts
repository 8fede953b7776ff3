import { historyNotKept } from '../../kernel/errors.ts';
import { inBrussels } from '../../kernel/time.ts';
import type { IncomeRecord } from './models.ts';

/**
 * The income of a municipality: of the last year, or of the year of a moment (Brussels time), or the last one before.
 * @returns null when it was never told.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before the first year.
 */
export function incomeOf(incomes: readonly IncomeRecord[], nisCode: string, asOf: Date | null): IncomeRecord | null {
  const own = incomes.filter((income) => income.nisCode === nisCode).toSorted((a, b) => b.year - a.year);
  const last = asOf ? inBrussels(asOf).year : Number.POSITIVE_INFINITY;
  const found = own.find(({ year }) => year <= last);
  if (!found && own.length > 0) throw historyNotKept('The income, so far back,');
  return found ?? null;
}
