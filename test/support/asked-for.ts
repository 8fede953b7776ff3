import {
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/**
 * Objects that an operation asks for and its answer has nowhere: paths of response names, such as `stops.departures`,
 * that are null or an empty list wherever they stand.
 */
export function missingIn(text: string, data: unknown): readonly string[] {
  const document = parse(text);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const given = new Set<string>();
  note(data, [], given);
  const asked = (set: SelectionSetNode, path: string): readonly string[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        return fragment ? asked(fragment, path) : [];
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return asked(selection.selectionSet, path);
      const own = `${path}${selection.alias?.value ?? selection.name.value}`;
      if (!selection.selectionSet) return [];
      // What is below an object that is missing is missing with it.
      return given.has(own) ? asked(selection.selectionSet, `${own}.`) : [own];
    });
  return [...new Set(asked(operation.selectionSet, ''))];
}

/** Notes every path at which there is something. */
function note(value: unknown, path: readonly string[], given: Set<string>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const element of value) note(element, path, given);
    return;
  }
  given.add(path.join('.'));
  if (typeof value !== 'object') return;
  for (const [key, below] of Object.entries(value)) note(below, [...path, key], given);
}
