import { percent } from '../../kernel/indicators.ts';
import { figureOfSeries, type StatisticalSeries } from '../../kernel/statistics.ts';
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
  const [all, young, old] = await Promise.all(Object.values(COUNTS).map((id) => loaders.series.load(id)));
  if (!all || !young || !old) return null;
  const [total, under, over] = [all, young, old].map((series) => figureOfSeries(series, asOf).value);
  if (!total || under === null || under === undefined || over === null || over === undefined) return null;
  const group = (band: AgeGroupModel['band'], count: number, quality: MeasurementModel['quality']): AgeGroupModel => {
    const provenance = provenanceOf(all, asOf);
    return {
      band,
      inhabitants: { value: count, unit: '{inhabitant}', quality, provenance },
      share: { value: percent(count, total) ?? 0, unit: '%', quality: 'DERIVED', provenance },
    };
  };
  return [
    group('UNDER_15', under, 'VALIDATED'),
    group('FROM_15_TO_64', total - under - over, 'DERIVED'),
    group('FROM_65', over, 'VALIDATED'),
  ];
}

/** Counted on 1 January of the year that the figure is about. */
function provenanceOf(series: StatisticalSeries, asOf: Date | null) {
  const { period } = figureOfSeries(series, asOf);
  return { ...series.provenance, observedAt: period ? new Date(`${period}-01-01T00:00:00Z`) : null };
}
