import { byMunicipality, placeInMunicipalities } from '../../kernel/geography/atlas.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import { gather } from '../../kernel/source.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';
import { sources } from './__generated__/sources.ts';

/** Everything mobility can ask for. */
export function createLoaders(door: Door) {
  const bikeStations = once(() =>
    placeInMunicipalities(
      door,
      gather(sources, 'bikeStations', (ask) => ask(door)),
    ),
  );
  const bikeStationsByMunicipality = once(async () => byMunicipality(await bikeStations()));
  return { bikeStations, bikeStationsByMunicipality };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
