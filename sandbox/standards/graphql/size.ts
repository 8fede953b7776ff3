import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What a question costs and how deep it goes. */
export interface Size {
  readonly complexity: number;
  readonly depth: number;
}

/** A field costs one, and what is below a page of a connection as often as it has elements. */
export function sizeOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Size {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );

  function ofSelections({ selections }: SelectionSetNode): Size {
    const sizes = selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return ofField(selection);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fragment ? ofSelections(fragment.selectionSet) : { complexity: 0, depth: 0 };
    });
    return {
      complexity: sizes.reduce((sum, { complexity }) => sum + complexity, 0),
      depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
    };
  }

  function ofField({ arguments: given = [], selectionSet }: FieldNode): Size {
    const below = selectionSet ? ofSelections(selectionSet) : { complexity: 0, depth: 0 };
    const first = given.find(({ name }) => name.value === 'first');
    return {
      complexity: 1 + (first ? numberOf(first) : 1) * below.complexity,
      depth: 1 + below.depth,
    };
  }

  function numberOf({ value }: ArgumentNode): number {
    if (value.kind === Kind.INT) return Number(value.value);
    return value.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 1) : 1;
  }

  const sizes = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? [ofSelections(one.selectionSet)] : [],
  );
  return {
    complexity: sizes.reduce((sum, { complexity }) => sum + complexity, 0),
    depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
  };
}
