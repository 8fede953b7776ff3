import { placedResolvers } from '../../../kernel/geography/atlas.ts';
import { find } from '../../../kernel/lists.ts';
import type { IncidentResolvers } from '../__generated__/types.ts';

export const Incident: IncidentResolvers = {
  __resolveReference: async ({ id }, { loaders, outages }) => find('Incident', await loaders.incidents(), id, outages),
  municipality: placedResolvers.municipality,
  distance: ({ location }, from) => (location ? placedResolvers.distance({ location }, from) : null),
};
