import { type Figure, percent } from '../../kernel/indicators.ts';
import { ofSeries, startOf } from '../../kernel/statistics.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type { Loaders } from './loaders.ts';
import type { AgeGroupModel } from './models.ts';

/** Ids of the counts of the region's inhabitants. */
export const COUNTS = {
  all: 'eurostat:population',
  young: 'eurostat:population-under-15',
  old: 'eurostat:population-from-65',
} as const;

/** The region's inhabitants by age; the middle band is what the two others leave. Null where a count is missing. */
export async function ageGroupsOf(loaders: Loaders, asOf: Date | null): Promise<readonly AgeGroupModel[] | null> {
  const figures = await countsOf(loaders, Object.values(COUNTS), asOf);
  const [total, under, over] = figures.map(({ value }) => value);
  const [{ inputs = [], period = null } = {}] = figures;
  const [counted] = inputs;
  if (!counted || !total || under === null || under === undefined || over === null || over === undefined) return null;
  // Counted on 1 January of the year that the figure is about.
  const provenance = { ...counted, observedAt: period === null ? null : startOf({ period }) };
  const group = (band: AgeGroupModel['band'], count: number, quality: MeasurementModel['quality']): AgeGroupModel => ({
    band,
    inhabitants: { value: count, unit: '{inhabitant}', quality, provenance },
    share: { value: percent(count, total) ?? 0, unit: '%', quality: 'DERIVED', provenance },
  });
  return [
    group('UNDER_15', under, 'VALIDATED'),
    group('FROM_15_TO_64', total - under - over, 'DERIVED'),
    group('FROM_65', over, 'VALIDATED'),
  ];
}

/** Counts of one year, that none of them is compared with another year's: the last that all have, or that of a moment. */
export async function countsOf(
  loaders: Pick<Loaders, 'series'>,
  ids: readonly string[],
  asOf: Date | null,
): Promise<readonly Figure[]> {
  const figures = await Promise.all(ids.map((id) => ofSeries(id)(loaders, asOf)));
  const [period] = figures.flatMap(({ period }) => period ?? []).toSorted();
  return period ? Promise.all(ids.map((id) => ofSeries(id)(loaders, startOf({ period })))) : figures;
}
