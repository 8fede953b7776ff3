import { located } from '../../kernel/geography/atlas.ts';
import { squareKilometres } from '../../kernel/geography/surface.ts';
import type { Door } from '../../kernel/http.ts';
import { keyed } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import { seriesLoader } from '../../kernel/statistics.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';
import type { EnterpriseModel } from './models.ts';

/** A page of a municipality's list of enterprises. */
interface Page {
  readonly nisCode: string;
  readonly after: string | null;
  readonly limit: number;
}

const statistics = sources.flatMap(({ provides }) => provides.statistics ?? []);

/** Everything economy can ask for. */
export function createLoaders(door: Door) {
  const pages = keyed<string, readonly string[]>(async (keys) => {
    const read = async (key: string): Promise<[string, readonly string[] | Error]> => {
      const page: Page = JSON.parse(key);
      const numbers = gather(door, sources, 'enterpriseNumbers', (ask) => ask(door, page));
      return [key, await numbers.catch((error: Error) => error)];
    };
    return new Map(await Promise.all(keys.map(read)));
  });
  return {
    venues: located(door, () => gather(door, sources, 'venues', (ask) => ask(door))),
    squareKilometres: squareKilometres(door),
    seriesIds: statistics.flatMap(({ ids }) => ids).toSorted(),
    series: seriesLoader(door, statistics),
    /** An enterprise by its ten digits. */
    enterprise: keyed<string, EnterpriseModel>(
      async (numbers) =>
        new Map(await gather(door, sources, 'enterprises', async (ask) => [...(await ask(door, numbers))])),
    ),
    /**
     * The numbers on a page. All pages of a question are given out together, so that the enterprises on them are then
     * asked for together.
     */
    enterpriseNumbers: async (page: Page) => (await pages.load(JSON.stringify(page))) ?? [],
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
export type Context = SubgraphContext<Loaders>;
