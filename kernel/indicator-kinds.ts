import { historyNotKept } from './errors.ts';
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

/** How many of some things there are now per square kilometre, to so many digits. */
export function density<Loaders extends { squareKilometres(nisCode: string | null): Promise<Surface> }>(
  thingsIn: (loaders: Loaders) => PlacedThings,
  digits = 2,
): Both<Loaders> {
  return ofNow(async (loaders, nisCode) => {
    const [all, surface] = await Promise.all([thingsIn(loaders).all(), loaders.squareKilometres(nisCode)]);
    const inside = all.filter((thing) => (nisCode === null ? thing.nisCode !== null : thing.nisCode === nisCode));
    return {
      value: Math.round((inside.length / surface.squareKilometres) * 10 ** digits) / 10 ** digits,
      sampleSize: inside.length,
      inputs: [...provenances(inside), surface.provenance],
    };
  });
}

/** Who knows each of some things. */
export const provenances = (things: readonly { readonly provenance: ProvenanceModel }[]): readonly ProvenanceModel[] =>
  things.map(({ provenance }) => provenance);
