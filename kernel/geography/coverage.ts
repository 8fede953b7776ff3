import type { Source } from '../source.ts';
import { NIS_CODES } from './municipalities.ts';

/**
 * The municipalities (NIS codes) of which sources that provide `what` can know something: what a municipality
 * publishes covers that one, what anybody else publishes all 19.
 */
export function coverage<Provides extends object>(
  sources: readonly Pick<Source<Provides>, 'administration' | 'provides'>[],
  what: keyof Provides,
): readonly string[] {
  const owners = sources.filter(({ provides }) => provides[what]).map(({ administration }) => administration.nisCode);
  return NIS_CODES.filter((code) => owners.includes(undefined) || owners.includes(code));
}
