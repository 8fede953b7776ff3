import { squareKilometresOf } from '../../../kernel/geography/area.ts';
import { municipalityOf } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { NeighbourhoodResolvers } from '../__generated__/types.ts';

export const Neighbourhood: NeighbourhoodResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) =>
    find('Neighbourhood', await loaders.neighbourhoods.all(), id, outages),
  municipality: municipalityOf,
  area: ({ boundary, provenance }) => ({
    value: squareKilometresOf(boundary),
    unit: 'km2',
    quality: 'DERIVED',
    provenance,
  }),
};
