import { ofMunicipality } from '../../../kernel/indicators.ts';
import { checkFirst, take } from '../../../kernel/lists.ts';
import type { MunicipalityResolvers } from '../__generated__/types.ts';
import { fromCursor } from '../cursor.ts';
import { indicators } from '../indicators.ts';

export const Municipality: MunicipalityResolvers = {
  enterprises: async ({ nisCode }, { first, after }, { loaders }) => {
    const size = checkFirst(first);
    // A page of nothing has no end to continue from.
    if (size === 0) return { nisCode, numbers: [], hasNextPage: false };
    const start = typeof after === 'string' ? fromCursor(after, nisCode) : null;
    // One more than asked tells whether there is a next page.
    const numbers = await loaders.enterpriseNumbers({ nisCode, after: start, limit: size + 1 });
    return { nisCode, numbers: numbers.slice(0, size), hasNextPage: numbers.length > size };
  },
  venues: async ({ nisCode }, { first }, { loaders }) => take(await loaders.venues.within(nisCode), first),
  economyIndicators: ofMunicipality(indicators),
};
