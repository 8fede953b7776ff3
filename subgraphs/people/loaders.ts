import { NIS_CODES } from '../../kernel/geography/municipalities.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import { seriesLoader } from '../../kernel/statistics.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';
import { type Census, populationOf } from './population.ts';

const statistics = sources.flatMap(({ provides }) => provides.statistics ?? []);

/** Everything people can ask for. */
export function createLoaders(door: Door) {
  const counted = once(() => gather(door, sources, 'population', (ask) => ask(door)));
  return {
    /** The inhabitants of a municipality, or (null) of the region, in the last year or that of a moment. */
    population: async (nisCode: string | null, asOf: Date | null): Promise<Census | null> =>
      populationOf(await counted(), nisCode === null ? NIS_CODES : [nisCode], asOf),
    series: seriesLoader(door, statistics),
    squareKilometres: squareKilometres(door),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;
