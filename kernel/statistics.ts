import type DataLoader from 'dataloader';
import { historyNotKept, unknownId } from './errors.ts';
import type { Door } from './http.ts';
import type { Figure, Indicator } from './indicators.ts';
import { keyed } from './loader.ts';
import type { ProvenanceModel } from './provenance.ts';
import type { LocalizedText } from './text.ts';
import { inBrussels } from './time.ts';

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
export function startOf({ period }: Pick<Observation, 'period'>): Date {
  return new Date(`${period}${'-01-01'.slice(period.length - 4)}T00:00:00Z`);
}

/**
 * Of things of one period each the last one, or that of the period in which a moment lies (Brussels time), or the last
 * one before.
 * @param what Names them all in the error.
 * @returns null when there are none.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before the first period, which it names.
 */
export function lastOf<T extends { readonly period: string }>(
  things: readonly T[],
  asOf: Date | null,
  what: string,
): T | null {
  const sorted = things.toSorted((a, b) => (a.period < b.period ? 1 : -1));
  const day = asOf && inBrussels(asOf).toPlainDate().toString();
  const found = sorted.find(({ period }) => day === null || period <= day.slice(0, period.length));
  const first = sorted.at(-1);
  if (!found && first) throw historyNotKept(what, first.period);
  return found ?? null;
}

/**
 * The last value of a series, or that of the period in which a moment lies, or of the last period before; null where
 * the publisher has none of that period.
 * @throws {RequestError} HISTORY_NOT_KEPT for a moment before its first period.
 */
export function figureOfSeries({ observations, provenance, title }: StatisticalSeries, asOf: Date | null): Figure {
  const known = asOf ? observations : observations.filter(({ value }) => value !== null);
  const found = lastOf(known, asOf, title.en ?? 'The series');
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
