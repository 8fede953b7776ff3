import { type FieldNode, Kind, type SelectionSetNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { SettledOperation } from '../operation/operation.ts';
import type { Denied } from './closed.ts';

/**
 * An operation without the fields that are denied: what is planned, so that nobody is asked for them.
 */
export function cut(operation: SettledOperation, denied: Denied): SettledOperation {
  if (denied.size === 0) return operation;
  const { schema, definition, fragments } = operation;
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field: {
      leave: (node): null | undefined => {
        const parent = types.getParentType();
        return parent && denied.has(`${parent.name}.${node.name.value}`) ? null : undefined;
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
