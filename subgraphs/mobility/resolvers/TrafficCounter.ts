import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { MeasurementModel } from '../../../kernel/value-types.ts';
import type { TrafficCounterResolvers } from '../__generated__/types.ts';
import type { TrafficCounterModel } from '../models.ts';

export const TrafficCounter: TrafficCounterResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('TrafficCounter', await loaders.trafficCounters.all(), id, outages),
  ...placedResolvers,
  vehicles: (counter) => measured(counter.vehiclesPerMinute, '{vehicles}/min', counter),
  speed: (counter) => measured(counter.speed, 'km/h', counter),
  occupancy: (counter) => measured(counter.occupancy, '%', counter),
};

/** A detector's value as it was sent; null when it sent none. */
function measured(value: number | null, unit: string, { provenance }: TrafficCounterModel): MeasurementModel | null {
  return value === null ? null : { value, unit, quality: 'UNVALIDATED', provenance };
}
