import { unknownId } from '../../../kernel/errors.ts';
import { ofRegion } from '../../../kernel/indicators.ts';
import { pickLocated, take } from '../../../kernel/lists.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { notAnEnterpriseNumber, parseEnterpriseNumber } from '../enterprise-number.ts';
import { indicators } from '../indicators.ts';

export const Query: QueryResolvers = {
  enterprises: (_, { numbers }, { loaders }) =>
    numbers.map(async (text) => {
      const number = parseEnterpriseNumber(text);
      if (!number) throw notAnEnterpriseNumber(text);
      const enterprise = await loaders.enterprise.load(number);
      if (!enterprise) throw unknownId('Enterprise', text);
      return enterprise;
    }),
  regionalSeries: (_, { ids, first }, { loaders }) =>
    (ids ?? take(loaders.seriesIds, first)).map(async (id) => {
      const series = await loaders.series.load(id);
      if (!series) throw unknownId('StatisticalSeries', id);
      return series;
    }),
  venues: (_, args, { loaders, outages }) => pickLocated('Venue', loaders.venues, args, outages),
  economyIndicators: ofRegion(indicators),
};
