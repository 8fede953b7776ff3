import type { FieldNode } from 'graphql';
import type { SupergraphFacts } from '../facts.ts';

/** Under which key the joined data has what the client asks for as `response key`. */
export type DataKey = (node: FieldNode, hasArguments: boolean) => string;

const PREFIX = '_r_';

/**
 * A plan asks for fields of its own: keys, and what `@requires` names. A client that gives one of their names to
 * another field, or to the same field with other arguments, would be given to subgraphs as a key, and would be shown
 * what it did not ask for. Such a field has another name in the data, and so has one whose name every JavaScript object
 * knows.
 */
export function dataKeys({ supplied }: SupergraphFacts): DataKey {
  const taken = new Set(supplied);
  return (node, hasArguments) => {
    const key = responseKey(node);
    if (node.name.value === '__typename') return '__typename'; // Where types differ, the engine reads it itself.
    const isItself = key === node.name.value && !hasArguments;
    const meets = isItself ? false : key.startsWith('_') || taken.has(key);
    return meets || key in Object.prototype ? PREFIX + key : key;
  };
}

/** The name under which a field stands in the answer. */
export function responseKey(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}
