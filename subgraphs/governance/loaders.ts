import { readMunicipalities, urbisMunicipalities } from '../../kernel/geography/urbis-municipalities/source.ts';
import type { Door } from '../../kernel/http.ts';
import { once } from '../../kernel/loader.ts';
import type { SubgraphContext } from '../../kernel/subgraph.ts';

/** Everything governance can ask for. */
export function createLoaders(door: Door) {
  const municipalities = once(async () => {
    const { value, retrievedAt } = await readMunicipalities(door);
    return {
      byNisCode: new Map(value.map((municipality) => [municipality.nisCode, municipality])),
      provenance: { source: urbisMunicipalities, observedAt: null, retrievedAt },
    };
  });
  return { municipalities };
}

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
