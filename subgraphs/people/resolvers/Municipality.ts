import { figuresOf } from '../../../kernel/indicators.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';
import { densityOf, inhabitantsOf } from '../measures.ts';

export const Municipality: MunicipalityResolvers = {
  population: async ({ nisCode }, { asOf }, { loaders }) =>
    inhabitantsOf(await loaders.population(nisCode, asOf ?? null)),
  populationDensity: async ({ nisCode }, _, { loaders }) =>
    densityOf(...(await Promise.all([loaders.population(nisCode, null), loaders.squareKilometres(nisCode)]))),
  peopleIndicators: ({ nisCode }, { asOf }, { loaders }) =>
    figuresOf(indicators, { loaders, nisCode, asOf: asOf ?? null }),
};
