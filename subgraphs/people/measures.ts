import type { Surface } from '../../kernel/geography/surface.ts';
import type { MeasurementModel } from '../../kernel/value-types.ts';
import type { Census } from './population.ts';

/** A count as a measured value; null without one. */
export function inhabitantsOf(census: Census | null): MeasurementModel | null {
  return (
    census && {
      value: census.inhabitants,
      unit: '{inhabitant}',
      quality: 'VALIDATED',
      provenance: census.provenance,
    }
  );
}

/** Inhabitants per square kilometre; null without a count. */
export function densityOf(census: Census | null, { squareKilometres }: Surface): MeasurementModel | null {
  return (
    census && {
      value: Math.round(census.inhabitants / squareKilometres),
      unit: '{inhabitant}/km2',
      quality: 'DERIVED',
      provenance: census.provenance,
    }
  );
}
