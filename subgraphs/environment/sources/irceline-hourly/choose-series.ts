import type { Series } from '../../../../kernel/connectors/timeseries/timeseries.ts';

/**
 * What the network means by a value: a concentration cannot be negative, and `-9999` or any other negative number
 * marks an hour without a usable measurement.
 */
export function measured(value: number | null): value is number {
  return value !== null && value >= 0;
}

/** Ids are numbers written as text: 999 comes before 1000. */
const byNumber = new Intl.Collator('en', { numeric: true });

/**
 * The one series that speaks for a station where it has several of the same pollutant (as the instrument sent them,
 * or corrected; an instrument that was replaced keeps its old series, silent).
 *
 * The newest usable last value decides, so that a silent or failing series never hides a living one. Raw and
 * corrected report the same hour: of these the lowest id, the one set up first, so that a later addition does not
 * change what a station's values mean. The order in which the service lists them has no say.
 */
export function chooseSeries(candidates: readonly Series[]): Series | undefined {
  return candidates.toSorted((a, b) => newest(b) - newest(a) || byNumber.compare(a.id, b.id))[0];
}

function newest({ last }: Series): number {
  return last && measured(last.value) ? last.at.getTime() : 0;
}
