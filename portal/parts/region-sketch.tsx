import type { RegionMapQuery } from '../../client/__generated__/operations.ts';
import { municipalityPath } from '../shell/routes.ts';

type Municipality = NonNullable<RegionMapQuery['municipalities'][number]>;

const [WEST, NORTH, SCALE] = [4.24, 50.92, 2_500];
/** A degree of longitude is so much shorter than one of latitude at Brussels. */
const SHRINK = Math.cos((50.84 * Math.PI) / 180);

const place = ([lon = 0, lat = 0]: readonly number[]): string =>
  `${((lon - WEST) * SHRINK * SCALE).toFixed(1)} ${((NORTH - lat) * SCALE).toFixed(1)}`;

/** The 19 municipalities as a sketch that leads to their pages for who points; lists lead there, too. */
export function RegionSketch({ of }: { readonly of: readonly Municipality[] }) {
  return (
    <svg className="sketch" viewBox="0 0 400 400" aria-hidden="true">
      {of.map(({ nisCode, boundary, name }) => (
        <a key={nisCode} href={municipalityPath(nisCode)} tabIndex={-1}>
          <title>{[...new Set([name?.fr, name?.nl])].join(' / ')}</title>
          <path
            d={
              boundary?.coordinates
                .flat()
                .map((ring) => `M${ring.map(place).join('L')}Z`)
                .join('') ?? ''
            }
            fillRule="evenodd"
          />
        </a>
      ))}
    </svg>
  );
}
