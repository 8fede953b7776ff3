import { type DocumentNode, type GraphQLError, Kind, type SelectionSetNode, visit } from 'graphql';
import { responseKey } from '../operation/names.ts';
import { LIMITS } from './limits.ts';
import { within } from './policy.ts';

/**
 * Caps what the validation rule on overlapping fields compares in pairs: fields of one name in a selection, and
 * fragments. It runs before validation, in one walk over the document.
 */
export function repeats(document: DocumentNode): GraphQLError | null {
  let most = 0;
  let spreads = 0;
  let fragments = 0;
  const count = (selectionSet: SelectionSetNode, names: Map<string, number>): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const times = (names.get(responseKey(selection)) ?? 0) + 1;
        names.set(responseKey(selection), times);
        if (times > most) most = times;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) count(selection.selectionSet, names);
    }
  };
  const start = ({ selectionSet }: { readonly selectionSet?: SelectionSetNode | undefined }): void => {
    if (selectionSet) count(selectionSet, new Map());
  };
  visit(document, {
    OperationDefinition: start,
    Field: start,
    FragmentDefinition: (node) => {
      fragments += 1;
      start(node);
    },
    FragmentSpread: () => {
      spreads += 1;
    },
    InlineFragment: () => {
      spreads += 1;
    },
  });
  return (
    within(LIMITS.fragments, fragments, 'fragments') ??
    within(LIMITS.spreads, spreads, 'uses of fragments') ??
    within(LIMITS.repeats, most, 'fields of one name side by side')
  );
}
