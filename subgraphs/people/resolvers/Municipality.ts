import { ofMunicipality } from '../../../kernel/indicators.ts';
import { checkAsOf } from '../../../kernel/time.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';
import { densityOf, inhabitantsOf } from '../measures.ts';

export const Municipality: MunicipalityResolvers = {
  population: async ({ nisCode }, { asOf }, { loaders, now }) =>
    inhabitantsOf(await loaders.population(nisCode, checkAsOf(asOf, now()))),
  populationDensity: async ({ nisCode }, _, { loaders }) =>
    densityOf(...(await Promise.all([loaders.population(nisCode, null), loaders.squareKilometres(nisCode)]))),
  peopleIndicators: ofMunicipality(indicators),
};
