import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * The fields of a type that are asked below a field, by `Type.field`, each once. Those under `@skip` or `@include`
 * count: more is named than may be read, never less.
 */
export function fieldsAsked({ fieldNodes, fragments }: GraphQLResolveInfo, type: string): readonly string[] {
  const found = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.name.value.startsWith('__')) found.add(`${type}.${selection.name.value}`);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (fragment) walk(fragment.selectionSet);
    }
  };
  for (const { selectionSet } of fieldNodes) if (selectionSet) walk(selectionSet);
  return [...found].toSorted();
}
