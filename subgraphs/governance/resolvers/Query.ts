import { ofRegion } from '../../../kernel/indicators.ts';
import { pick, pickLocated } from '../../../kernel/lists.ts';
import { catalogue } from '../__generated__/catalogue.ts';
import { definitions } from '../__generated__/indicators.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { administrations } from '../catalogue.ts';
import { indicators } from '../indicators.ts';

/** What belongs to an action area; everything without one. */
function ofArea<T extends { readonly actionArea: string }>(things: readonly T[], area: string | null | undefined) {
  return area ? things.filter(({ actionArea }) => actionArea === area) : things;
}

export const Query: QueryResolvers = {
  datasets: (_, args) => pick('Dataset', catalogue, args),
  administrations: (_, args) => pick('Administration', administrations, args),
  sourceStatus: async (_, args, { loaders }) => pick('Dataset', await loaders.statuses(), args),
  incidents: (_, args, { loaders, outages }) =>
    pickLocated('Incident', { all: loaders.incidents, inArea: loaders.incidentsIn }, args, outages),
  permits: (_, args, { loaders, outages }) => pickLocated('Permit', loaders.permits, args, outages),
  participations: async (_, args, { loaders, outages }) =>
    pick('Participation', await loaders.participations(), args, outages),
  neighbourhoods: async (_, args, { loaders, outages }) =>
    pick('Neighbourhood', await loaders.neighbourhoods.all(), args, outages),
  projects: async (_, { area, ...args }, { loaders, outages }) =>
    pick('Project', ofArea(await loaders.projects(), area), args, outages),
  indicators: (_, { area, ...args }) => pick('Indicator', ofArea(definitions, area), args),
  governanceIndicators: ofRegion(indicators),
};
