import { RequestError } from '../../../kernel/errors.ts';
import { ofRegion } from '../../../kernel/indicators.ts';
import { type PickArguments, pick, pickLocated } from '../../../kernel/lists.ts';
import { catalogue } from '../__generated__/catalogue.ts';
import { definitions } from '../__generated__/indicators.ts';
import type { QueryResolvers } from '../__generated__/types.ts';
import { administrations } from '../catalogue.ts';
import { indicators } from '../indicators.ts';

/**
 * What a root answers whose things belong to action areas: those with the ids, or those of the area.
 * @throws {RequestError} BAD_USER_INPUT when both are given.
 */
function pickOfArea<T extends { readonly id: string; readonly actionArea: string }>(
  kind: string,
  things: readonly T[],
  { area, ...args }: PickArguments & { readonly area?: string | null | undefined },
  outages: readonly Error[] = [],
): readonly (T | Error)[] {
  if (args.ids && area) throw new RequestError('BAD_USER_INPUT', 'Give either "ids" or "area", not both.');
  return pick(kind, area ? things.filter(({ actionArea }) => actionArea === area) : things, args, outages);
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
  projects: async (_, args, { loaders, outages }) => pickOfArea('Project', await loaders.projects(), args, outages),
  indicators: (_, args) => pickOfArea('Indicator', definitions, args),
  governanceIndicators: ofRegion(indicators),
};
