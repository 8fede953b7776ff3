import { located } from '../../kernel/geography/atlas.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import { seriesLoader } from '../../kernel/statistics.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';
import { incomeOf } from './incomes.ts';

const statistics = sources.flatMap(({ provides }) => provides.statistics ?? []);

/** Everything living can ask for. */
export function createLoaders(door: Door) {
  const incomes = once(() => gather(door, sources, 'incomes', (ask) => ask(door)));
  return {
    stages: located(door, () => gather(door, sources, 'stages', (ask) => ask(door))),
    speedCameras: located(door, () => gather(door, sources, 'speedCameras', (ask) => ask(door))),
    /** The income of a municipality in the last year, or in that of a moment; null when it was never told. */
    income: async (nisCode: string, asOf: Date | null) => incomeOf(await incomes(), nisCode, asOf),
    series: seriesLoader(door, statistics),
    squareKilometres: squareKilometres(door),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;
