import {
  type FieldNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { SettledOperation } from '../operation/operation.ts';
import type { Denied } from './closed.ts';

/**
 * An operation without the fields that are denied: what is planned, so that nobody is asked for them. Where a field of
 * an interface is denied for some types only, it is asked of the others one by one.
 */
export function cut(
  operation: SettledOperation,
  denied: Denied,
  interfaceObjects: readonly string[],
): SettledOperation {
  if (denied.size === 0) return operation;
  const { schema, definition, fragments } = operation;
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field: {
      leave: (node): SelectionNode | null | undefined => {
        const parent = types.getParentType();
        if (!parent) return undefined;
        if (denied.has(`${parent.name}.${node.name.value}`)) return null;
        if (!isInterfaceType(parent)) return undefined;
        const open = openTypes(schema, parent.name, node, denied);
        if (!open) return undefined;
        return open.length === 0 || interfaceObjects.includes(parent.name) ? null : oneByOne(node, open);
      },
    },
    // Everything was cut: the object itself is still asked for.
    SelectionSet: {
      leave: (node): SelectionSetNode => (node.selections.length > 0 ? node : { ...node, selections: [TYPENAME] }),
    },
  });
  return {
    ...operation,
    definition: visit(definition, visitor),
    fragments: new Map([...fragments].map(([name, fragment]) => [name, visit(fragment, visitor)])),
  };
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The types of an interface for which a field is open; null when it is for all. */
function openTypes(schema: GraphQLSchema, parent: string, { name }: FieldNode, denied: Denied): string[] | null {
  const type = schema.getType(parent);
  const possible = isInterfaceType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [];
  const open = possible.filter((each) => !denied.has(`${each}.${name.value}`));
  return open.length === possible.length ? null : open;
}

function oneByOne(node: FieldNode, types: readonly string[]): InlineFragmentNode {
  const of = (type: string): InlineFragmentNode => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
  });
  return {
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME, ...types.map(of)] },
  };
}
