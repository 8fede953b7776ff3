import type { Caller } from '../../kernel/caller.ts';
import { NIS_CODES } from '../../kernel/geography/municipalities.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { find } from '../../kernel/lists.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import { seriesLoader } from '../../kernel/statistics.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { type Act, openTrail } from '../../kernel/trail/trail.ts';
import { sources } from './__generated__/sources.ts';
import type { HouseholdModel } from './models.ts';
import { type AccessReason, checkAgreed, checkReason } from './only-once.ts';
import { type Census, populationOf } from './population.ts';

const statistics = sources.flatMap(({ provides }) => provides.statistics ?? []);

/** Everything people can ask for. */
export function createLoaders(door: Door) {
  const counted = once(() => gather(door, sources, 'population', (ask) => ask(door)));
  const trail = openTrail({ now: door.now });
  return {
    /**
     * Households by id, for somebody of an administration: entered in the trail, and read if an agreement covers it.
     * @throws {RequestError} NOT_AGREED, or BAD_USER_INPUT for a reason that is none.
     */
    households: async (
      ids: readonly string[],
      { caller, reason, fields: asked }: { caller: Caller; reason: AccessReason; fields: readonly string[] },
    ): Promise<readonly (HouseholdModel | Error)[]> => {
      checkReason(reason, ids);
      if (ids.length === 0) return [];
      // Whether there is one is something to know, too.
      const fields = [...new Set(['Household.id', ...asked])];
      const request = { ids: [...ids], fields };
      const act: Act = { caller, kind: 'READ', fields, dataset: 'household-register', reason, request };
      const read = async () => {
        const agreements = await gather(door, sources, 'agreements', (ask) => ask(door, caller.administration ?? ''));
        checkAgreed(agreements, reason, fields, door.now());
        return gather(door, sources, 'households', (ask) => ask(door, ids));
      };
      const found = await trail.recorded(act, read, ({ length }) => length);
      return ids.map((id) => find('Household', found, id));
    },
    /** The inhabitants of a municipality, or (null) of the region, in the last year or that of a moment. */
    population: async (nisCode: string | null, asOf: Date | null): Promise<Census | null> =>
      populationOf(await counted(), nisCode === null ? NIS_CODES : [nisCode], asOf),
    series: seriesLoader(door, statistics),
    squareKilometres: squareKilometres(door),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;
