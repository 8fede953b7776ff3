import { Kind, parse, type SelectionSetNode } from 'graphql';
import { type Data, isData } from '../engine/data.ts';

/** What an operation asks for, by response key, whatever the type; null for what has no fields. */
export type Asked = ReadonlyMap<string, Asked | null>;

/** Levels of objects and lists in an answer. An operation has far fewer; beyond them lie stack overflows. */
const MAX_DEPTH = 64;
/** Objects in one answer: each may be an entity that other domains are asked about. */
const MAX_OBJECTS = 20_000;

/** Reads what an operation asks for. */
export function askedBy(operation: string): Asked {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const collect = ({ selections }: SelectionSetNode, into: Map<string, Map<string, Asked | null> | null>): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet, into);
        continue;
      }
      const key = selection.alias?.value ?? selection.name.value;
      const below = into.get(key) ?? (selection.selectionSet ? new Map() : null);
      into.set(key, below);
      if (selection.selectionSet && below) collect(selection.selectionSet, below);
    }
  };
  const asked = new Map<string, Map<string, Asked | null> | null>();
  for (const node of definitions) if (node.kind === Kind.OPERATION_DEFINITION) collect(node.selectionSet, asked);
  return asked;
}

/**
 * Leaves of an answer what was asked for, in place: else a subgraph could put values into fields of other domains, which
 * stand in the same objects.
 * @throws {RangeError} for an answer that is too deep or has too many objects.
 */
export function keepAsked(data: Data, asked: Asked): void {
  let objects = 0;
  const walk = (value: unknown, below: Asked | null, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) throw new RangeError('an answer that is too deep');
    if (Array.isArray(value)) {
      for (const each of value) walk(each, below, depth + 1);
      return;
    }
    // A scalar of the subgraph's own may be an object, such as a GeoJSON.
    if (below && ++objects > MAX_OBJECTS) throw new RangeError('an answer of too many objects');
    for (const [key, each] of Object.entries(value)) {
      if (below && !below.has(key)) delete (value as Data)[key];
      else walk(each, below?.get(key) ?? null, depth + 1);
    }
  };
  walk(data, asked, 0);
  // What an entity is was known before it was asked about.
  for (const key of asked.keys()) if (isEntities(key)) forgetTypes(data[key]);
}

/** `_entities`, or the alias that a plan gives it; no field of the graph starts so. */
const isEntities = (key: string): boolean => key.startsWith('_e');

function forgetTypes(entities: unknown): void {
  if (Array.isArray(entities)) for (const entity of entities) if (isData(entity)) delete entity.__typename;
}

/** The part of an error's path that leads through what was asked for; undefined when nothing of it does. */
export function pathWithin(path: readonly (string | number)[], asked: Asked): (string | number)[] | undefined {
  const within: (string | number)[] = [];
  let below: Asked | null = asked;
  for (const key of path.slice(0, MAX_DEPTH)) {
    if (typeof key === 'string') {
      const next: Asked | null | undefined = below?.get(key);
      if (next === undefined) break;
      below = next;
    } else if (within.length === 0 || !Number.isSafeInteger(key) || key < 0) break;
    within.push(key);
  }
  return within.length > 0 ? within : undefined;
}
