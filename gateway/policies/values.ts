import { Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import type { Operation } from '../operation/operation.ts';

/** Variables as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** The value of an argument in a request: a literal, a variable, or the variable's default; undefined when not given. */
export function givenValue(node: ValueNode, operation: Operation, variables: Variables): unknown {
  if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node, variables as Record<string, unknown>);
  const name = node.name.value;
  if (Object.hasOwn(variables, name)) return variables[name];
  const definition = operation.definition.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue ? valueFromASTUntyped(definition.defaultValue) : undefined;
}
