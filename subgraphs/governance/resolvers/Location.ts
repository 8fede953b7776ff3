import { municipalityOf } from '../../../kernel/geography/atlas.ts';
import { checkMetres } from '../../../kernel/geography/region.ts';
import { take } from '../../../kernel/lists.ts';
import type { LocationResolvers } from '../__generated__/types.ts';

export const Location: LocationResolvers = {
  address: (point, _, { loaders }) => loaders.addressAt(point),
  municipality: async (point, _, { loaders }) => municipalityOf(await loaders.placeOf(point)),
  municipalityBasis: async (point, _, { loaders }) => (await loaders.placeOf(point)).municipalityBasis,
  neighbourhood: (point, _, { loaders }) => loaders.neighbourhoodAt(point),
  incidents: async (point, { within, first }, { loaders }) =>
    take(await loaders.incidentsNear(point, checkMetres(within)), first),
  permits: async (point, { within, first }, { loaders }) =>
    take(await loaders.permits.near(point, checkMetres(within)), first),
};
