import { type ValueNode, valueFromASTUntyped } from 'graphql';
import type { Operation } from '../operation/operation.ts';

/** Variables as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** The value of an argument in a request, with each variable's value or default in its place; undefined when not given. */
export function givenValue(node: ValueNode, { definition }: Operation, variables: Variables): unknown {
  const defaults = (definition.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return valueFromASTUntyped(node, { ...Object.fromEntries(defaults), ...variables });
}
