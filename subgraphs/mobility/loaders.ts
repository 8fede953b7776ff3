import { byMunicipality, placeInMunicipalities } from '../../kernel/geography/atlas.ts';
import type { GeoPoint } from '../../kernel/geography/coordinates.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';

/** Everything mobility can ask for. */
export function createLoaders(door: Door) {
  return {
    bikeStations: located(door, () => gather(sources, 'bikeStations', (ask) => ask(door))),
    bikeCounters: located(door, () => gather(sources, 'bikeCounters', (ask) => ask(door))),
    trafficCounters: located(door, () => gather(sources, 'trafficCounters', (ask) => ask(door))),
  };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** Things that stand somewhere, asked for once: all of them, and those in one municipality. */
function located<T extends { readonly location: GeoPoint }>(door: Door, ask: () => Promise<readonly T[]>) {
  const all = once(() => placeInMunicipalities(door, ask()));
  const grouped = once(async () => byMunicipality(await all()));
  return { all, within: async (nisCode: string) => (await grouped()).get(nisCode) ?? [] };
}
