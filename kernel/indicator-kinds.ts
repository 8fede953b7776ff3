import { historyNotKept } from './errors.ts';
import { NIS_CODES } from './geography/municipalities.ts';
import type { Surface } from './geography/surface.ts';
import type { Figure, Indicator } from './indicators.ts';
import type { ProvenanceModel } from './provenance.ts';

/** How an indicator is computed for the region and for each municipality. */
export type Both<Loaders> = Pick<Required<Indicator<Loaders>>, 'region' | 'municipality'>;

/**
 * An indicator of now, for the region (null) and each municipality: its sources keep no history, and a question about
 * another time is HISTORY_NOT_KEPT.
 */
export function ofNow<Loaders>(compute: (loaders: Loaders, nisCode: string | null) => Promise<Figure>): Both<Loaders> {
  const now = (loaders: Loaders, nisCode: string | null, asOf: Date | null): Promise<Figure> =>
    asOf ? Promise.reject(historyNotKept('What this indicator is computed from')) : compute(loaders, nisCode);
  return { region: (loaders, asOf) => now(loaders, null, asOf), municipality: now };
}

/** Things that stand somewhere, as `located` gives them. */
export interface PlacedThings {
  all(): Promise<readonly { readonly nisCode: string | null; readonly provenance: ProvenanceModel }[]>;
}

/**
 * How many of some things there are now per square kilometre, to so many digits.
 * @param covers The municipalities of which their sources know; another has no figure, and the region has that of these.
 */
export function density<Loaders extends { squareKilometres(nisCode: string | null): Promise<Surface> }>(
  thingsIn: (loaders: Loaders) => PlacedThings,
  { covers = NIS_CODES, digits = 2 }: { readonly covers?: readonly string[]; readonly digits?: number } = {},
): Both<Loaders> {
  return ofNow(async (loaders, nisCode) => {
    const codes = covers.filter((code) => nisCode === null || code === nisCode);
    if (codes.length === 0) return { value: null, inputs: [] };
    const [all, surfaces] = await Promise.all([
      thingsIn(loaders).all(),
      Promise.all(codes.map((code) => loaders.squareKilometres(code))),
    ]);
    const inside = all.filter((thing) => thing.nisCode !== null && codes.includes(thing.nisCode));
    const area = surfaces.reduce((sum, { squareKilometres }) => sum + squareKilometres, 0);
    return {
      value: Math.round((inside.length / area) * 10 ** digits) / 10 ** digits,
      sampleSize: inside.length,
      inputs: provenances([...inside, ...surfaces]),
    };
  });
}

/** Who knows each of some things. */
export const provenances = (things: readonly { readonly provenance: ProvenanceModel }[]): readonly ProvenanceModel[] =>
  things.map(({ provenance }) => provenance);
