/** What subgraphs send and the engine joins: JSON objects. */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges what another subgraph knows of the same thing into `target`, in place. Objects meet by key, lists by index;
 * elsewhere the later value wins, but null never hides a value: it says only that one of the two did not know.
 * `source` may become part of `target`: a caller that keeps it gives a {@link copy}.
 */
export function mergeInto(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue; // An own key after JSON.parse; assigning it would change the prototype.
    const theirs = source[key];
    const ours = target[key];
    if (theirs === null) {
      if (!Object.hasOwn(target, key)) target[key] = null;
    } else if (typeof theirs !== 'object' || typeof ours !== 'object' || ours === null) target[key] = theirs;
    else target[key] = merged(ours, theirs);
  }
}

function merged(ours: object, theirs: object): unknown {
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs)) return ours;
    for (let index = 0; index < theirs.length; index++) {
      const [mine, other]: [unknown, unknown] = [ours[index], theirs[index]];
      if (typeof mine === 'object' && mine !== null && typeof other === 'object' && other !== null)
        ours[index] = merged(mine, other);
      else if (other !== null || mine === undefined) ours[index] = other;
    }
    return ours;
  }
  if (!Array.isArray(theirs)) mergeInto(ours as Data, theirs as Data);
  return ours;
}

/** A deep copy of JSON. */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const made: Data = {};
  for (const key of Object.keys(value)) if (key !== '__proto__') made[key] = copy((value as Data)[key]);
  return made as T;
}
