import type { Door } from '../http.ts';
import { once } from '../loader.ts';
import type { ProvenanceModel } from '../provenance.ts';
import { areaSquareMetres } from './area.ts';
import { readMunicipalities, urbisMunicipalities } from './urbis-municipalities/source.ts';

/** How large an area is, in square kilometres, and who drew its boundary. */
export interface Surface {
  readonly squareKilometres: number;
  readonly provenance: ProvenanceModel;
}

/** How large a municipality is, or (null) the region: the sum of its municipalities. */
export function squareKilometres(door: Door): (nisCode: string | null) => Promise<Surface> {
  const surfaces = once(async () => {
    const { value, retrievedAt } = await readMunicipalities(door);
    return {
      byNisCode: new Map(value.map(({ nisCode, boundary }) => [nisCode, areaSquareMetres(boundary) / 1e6])),
      provenance: { source: urbisMunicipalities, observedAt: null, retrievedAt },
    };
  });
  return async (nisCode) => {
    const { byNisCode, provenance } = await surfaces();
    const all = [...byNisCode.values()].reduce((sum, one) => sum + one, 0);
    return { squareKilometres: nisCode === null ? all : (byNisCode.get(nisCode) ?? 0), provenance };
  };
}
