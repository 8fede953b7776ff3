import { namesFor, type SupergraphFacts } from '../facts.ts';
import { type Data, isData } from './data.ts';
import type { Path } from './planner.ts';

/** Calls `found` for every object at the end of a path. */
export type Walk = (from: unknown, found: (object: Data) => void) => void;

/** The fields on a path of a plan. */
export const fieldsOf = (path: Path): string[] =>
  path.flatMap((segment) => (segment !== 'each' && 'field' in segment ? [segment.field] : []));

/** Compiles a path of a plan. What is null, missing or not of the right type on the way is passed by. */
export function compilePath(path: Path, facts: SupergraphFacts): Walk {
  const [segment, ...rest] = path;
  if (segment === undefined) return eachObject((object, found) => found(object));
  const next = compilePath(rest, facts);
  if (segment === 'each') {
    return function each(from, found) {
      if (!Array.isArray(from)) return;
      for (const item of from) {
        if (Array.isArray(item)) each(item, found);
        else next(item, found);
      }
    };
  }
  if ('field' in segment) {
    const { field } = segment;
    return eachObject((object, found) => next(object[field], found));
  }
  const names = namesFor(facts, segment.types);
  return eachObject((object, found) => {
    const { __typename } = object;
    // Where the planner knows the type, it does not ask for its name.
    if (typeof __typename !== 'string' || names.has(__typename)) next(object, found);
  });
}

function eachObject(step: (object: Data, found: (object: Data) => void) => void): Walk {
  return function each(from, found) {
    if (Array.isArray(from)) for (const item of from) each(item, found);
    else if (isData(from)) step(from, found);
  };
}

/** Where objects stand: for the error of an entity, whose path has to be the client's. */
export function positionsOf(root: unknown, wanted: ReadonlySet<unknown>): Map<unknown, (string | number)[][]> {
  const positions = new Map<unknown, (string | number)[][]>();
  const path: (string | number)[] = [];
  const search = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (wanted.has(value)) positions.set(value, [...(positions.get(value) ?? []), [...path]]);
    for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      path.push(key);
      search(child);
      path.pop();
    }
  };
  search(root);
  return positions;
}
