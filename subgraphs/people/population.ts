import type { ProvenanceModel } from '../../kernel/provenance.ts';
import { lastOf } from '../../kernel/statistics.ts';
import type { PopulationRecord } from './models.ts';

/** How many people lived somewhere on 1 January of a year. */
export interface Census {
  readonly year: number;
  readonly inhabitants: number;
  readonly provenance: ProvenanceModel;
}

/**
 * The inhabitants of some municipalities together: in the last year in which all of them are counted, or in the year
 * of a moment, or the last one before.
 * @returns null when they were never counted together.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before the first count.
 */
export function populationOf(
  counts: readonly PopulationRecord[],
  nisCodes: readonly string[],
  asOf: Date | null,
): Census | null {
  const own = counts.filter(({ nisCode }) => nisCodes.includes(nisCode));
  const together = [...Map.groupBy(own, ({ year }) => year)].flatMap(([year, counted]) => {
    const [first] = counted;
    if (!first || counted.length < nisCodes.length) return [];
    const inhabitants = counted.reduce((sum, one) => sum + one.inhabitants, 0);
    return [{ period: String(year), year, inhabitants, provenance: first.provenance }];
  });
  return lastOf(together, asOf, 'The population by municipality');
}
