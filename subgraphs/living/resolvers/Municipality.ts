import { ofMunicipality } from '../../../kernel/indicators.ts';
import { take } from '../../../kernel/lists.ts';
import { checkAsOf } from '../../../kernel/time.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { indicators } from '../indicators.ts';

export const Municipality: MunicipalityResolvers = {
  income: async ({ nisCode }, { asOf }, { loaders, now }) => {
    const income = await loaders.income(nisCode, checkAsOf(asOf, now()));
    return income && { value: income.euros, unit: 'EUR', quality: 'VALIDATED', provenance: income.provenance };
  },
  stages: async ({ nisCode }, { first }, { loaders }) => take(await loaders.stages.within(nisCode), first),
  speedCameras: async ({ nisCode }, { first }, { loaders }) => take(await loaders.speedCameras.within(nisCode), first),
  livingIndicators: ofMunicipality(indicators),
};
