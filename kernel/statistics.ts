import type DataLoader from 'dataloader';
import { historyNotKept, unknownId } from './errors.ts';
import type { Door } from './http.ts';
import type { Figure, Indicator } from './indicators.ts';
import { keyed } from './loader.ts';
import type { ProvenanceModel } from './provenance.ts';
import type { LocalizedText } from './text.ts';

/** A figure over time, as a statistical office publishes it. */
export interface StatisticalSeries {
  /** `<publisher>:<figure>`. */
  readonly id: string;
  readonly title: LocalizedText;
  /** UCUM code where there is one, else a currency code. */
  readonly unit: string;
  /** NUTS code. */
  readonly area: string;
  /** Latest period first. */
  readonly observations: readonly Observation[];
  readonly provenance: ProvenanceModel;
}

export interface Observation {
  /** A year, month or day of ISO 8601: `2024`, `2026-03`, `2026-03-02`. */
  readonly period: string;
  readonly value: number | null;
  /** The publisher's flag, such as `p` for provisional. */
  readonly status: string | null;
}

/** The moment at which a period begins, in UTC. */
export function startOf({ period }: Observation): Date {
  return new Date(`${period}${'-01-01'.slice(period.length - 4)}T00:00:00Z`);
}

/**
 * The last value of a series, or that of the period in which a moment lies.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before its first period.
 */
export function figureOfSeries({ observations, provenance, title }: StatisticalSeries, asOf: Date | null): Figure {
  const known = observations.filter(({ value }) => value !== null);
  const found = asOf ? observations.find((one) => startOf(one) <= asOf) : known[0];
  if (asOf && !found && observations.length > 0) throw historyNotKept(`${title.en ?? 'The series'}, so far back,`);
  return {
    value: found?.value ?? null,
    period: found?.period ?? null,
    quality: 'VALIDATED',
    inputs: [provenance],
  };
}

/** What a source that publishes figures provides: their ids, and how to read one of them. */
export interface StatisticsProvider {
  readonly ids: readonly string[];
  read(door: Door, id: string): Promise<StatisticalSeries>;
}

/** Loads a figure by its id: one question each, so that a failure stays on its own figure. Null for an unknown one. */
export function seriesLoader(
  door: Door,
  providers: readonly StatisticsProvider[],
): DataLoader<string, StatisticalSeries | null> {
  return keyed<string, StatisticalSeries>(async (ids) => {
    const read = async (id: string): Promise<[string, StatisticalSeries | Error][]> => {
      const publisher = providers.find((known) => known.ids.includes(id));
      return publisher ? [[id, await publisher.read(door, id).catch((error: Error) => error)]] : [];
    };
    return new Map((await Promise.all(ids.map(read))).flat());
  });
}

/** An indicator of the region that is a publisher's own figure. */
export function ofSeries(
  id: string,
): NonNullable<Indicator<{ readonly series: ReturnType<typeof seriesLoader> }>['region']> {
  return async (loaders, asOf) => {
    const series = await loaders.series.load(id);
    if (!series) throw unknownId('Figure', id);
    return figureOfSeries(series, asOf);
  };
}
