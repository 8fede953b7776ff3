import { RequestError, unknownId } from './errors.ts';
import type { AreaFilter } from './geography/area-filter.ts';

/** The most elements that `first` may ask for. */
export const MAX_FIRST = 200;

/**
 * Checks `first`.
 * @throws {RequestError} BAD_USER_INPUT outside 0 to {@link MAX_FIRST}.
 */
export function checkFirst(first: number): number {
  if (Number.isInteger(first) && first >= 0 && first <= MAX_FIRST) return first;
  throw new RequestError('BAD_USER_INPUT', `"first" must be between 0 and ${MAX_FIRST}; ${first} was given.`);
}

/** The first elements of a bounded list. */
export function take<T>(items: readonly T[], first: number): readonly T[] {
  return items.slice(0, checkFirst(first));
}

interface Identified {
  readonly id: string;
}

/**
 * The element with an id, or the error in its place: that there is none, unless a source that might know it is down.
 */
export function find<T extends Identified>(
  kind: string,
  items: readonly T[],
  id: string,
  outages: readonly Error[] = [],
): T | Error {
  return items.find((item) => item.id === id) ?? outages[0] ?? unknownId(kind, id);
}

/** What a plural root may be asked with. */
export interface PickArguments {
  readonly ids?: readonly string[] | null | undefined;
  readonly within?: AreaFilter | null | undefined;
  readonly first: number;
}

/**
 * What a plural root answers: without ids the first elements, else one element per id in the order asked,
 * with an error in the place of one that nobody knows, as {@link find} gives it.
 */
export function pick<T extends Identified>(
  kind: string,
  items: readonly T[],
  { ids, first }: PickArguments,
  outages: readonly Error[] = [],
): readonly (T | Error)[] {
  if (!ids) return take(items, first);
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.map((id) => byId.get(id) ?? outages[0] ?? unknownId(kind, id));
}

/**
 * What a plural root of things that stand somewhere answers: those with the ids, else the first of those in the area,
 * the nearest first where the area is around a point.
 * @throws {RequestError} BAD_USER_INPUT when both are given.
 */
export async function pickLocated<T extends Identified>(
  kind: string,
  things: {
    readonly all: () => Promise<readonly T[]>;
    readonly inArea: (area: AreaFilter | null | undefined) => Promise<readonly T[]>;
  },
  args: PickArguments,
  outages: readonly Error[],
): Promise<readonly (T | Error)[]> {
  if (args.ids && args.within) throw new RequestError('BAD_USER_INPUT', 'Give either "ids" or "within", not both.');
  return pick(kind, await (args.ids ? things.all() : things.inArea(args.within)), args, outages);
}
