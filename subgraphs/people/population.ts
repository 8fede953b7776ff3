import { historyNotKept } from '../../kernel/errors.ts';
import type { ProvenanceModel } from '../../kernel/provenance.ts';
import { inBrussels } from '../../kernel/time.ts';
import type { PopulationRecord } from './models.ts';

/** How many people lived somewhere on 1 January of a year. */
export interface Census {
  readonly year: number;
  readonly inhabitants: number;
  readonly provenance: ProvenanceModel;
}

/**
 * The inhabitants of some municipalities together: in the last year in which all of them are counted, or in the year
 * of a moment (Brussels time), or the last one before.
 * @returns null when they were never counted together.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before the first count.
 */
export function populationOf(
  counts: readonly PopulationRecord[],
  nisCodes: readonly string[],
  asOf: Date | null,
): Census | null {
  const own = counts.filter(({ nisCode }) => nisCodes.includes(nisCode));
  const years = [...Map.groupBy(own, ({ year }) => year)]
    .filter(([, counted]) => counted.length === nisCodes.length)
    .toSorted(([a], [b]) => b - a);
  const last = asOf ? inBrussels(asOf).year : Number.POSITIVE_INFINITY;
  const found = years.find(([year]) => year <= last);
  if (!found) {
    if (years.length > 0) throw historyNotKept('The population, so far back,');
    return null;
  }
  const [year, counted] = found;
  const [first] = counted;
  return first
    ? {
        year,
        inhabitants: counted.reduce((sum, { inhabitants }) => sum + inhabitants, 0),
        provenance: first.provenance,
      }
    : null;
}
