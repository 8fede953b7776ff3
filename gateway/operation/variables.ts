import { type GraphQLError, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { refusal } from '../errors.ts';
import type { Variables } from '../policies/values.ts';

/** The variables of a request in the schema's own terms, or why they are none (specification, 6.1.2). */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): { readonly variables: Variables; readonly refused?: undefined } | { readonly refused: readonly GraphQLError[] } {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given);
  return coerced
    ? { variables: coerced }
    : { refused: errors.map(({ message }) => refusal('BAD_USER_INPUT', message)) };
}
