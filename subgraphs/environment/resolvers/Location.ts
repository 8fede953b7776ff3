import { RequestError } from '../../../kernel/errors.ts';
import { checkMetres } from '../../../kernel/geography/region.ts';
import { take } from '../../../kernel/lists.ts';
import type { LocationResolvers } from '../__generated__/types.ts';

/** Further away nobody sees the trees: an answer of a source holds a hundred. */
const TREES_WITHIN = 1_000;

export const Location: LocationResolvers = {
  air: (point) => point,
  weather: async (point, _, { loaders }) => (await loaders.weatherAt(point)) ?? null,
  citizenSensors: async (point, { within, first }, { loaders }) =>
    take(await loaders.citizenSensors.near(point, checkMetres(within)), first),
  trees: async (point, { within, first }, { loaders }) => {
    if (within > TREES_WITHIN)
      throw new RequestError(
        'BAD_USER_INPUT',
        `"within" must be at most ${TREES_WITHIN} metres here; ${within} was given.`,
      );
    return take(await loaders.treesNear(point, checkMetres(within)), first);
  },
};
