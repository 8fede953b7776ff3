import { type GraphQLError, isNonNullType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { refusal } from '../errors.ts';
import type { Operation } from '../operation/operation.ts';
import type { Check } from './list-size.ts';
import { givenValue, type Variables } from './values.ts';

/**
 * Compiles the check of what validation lets pass and no resolver can use: a number beyond all numbers, and a variable
 * that is null where the schema needs a value. The latter is valid where the place has a default (specification, 5.8.5),
 * but null takes the default's place.
 */
export function inputs(operation: Operation): Check {
  const needed: ((variables: Variables) => GraphQLError | null)[] = [];
  let endless: GraphQLError | null = null;
  const types = new TypeInfo(operation.schema);
  const enter = visitWithTypeInfo(types, {
    IntValue: ({ value }) => {
      if (!Number.isFinite(Number(value))) endless = beyond();
    },
    FloatValue: ({ value }) => {
      if (!Number.isFinite(Number(value))) endless = beyond();
    },
    Variable: (node) => {
      const type = types.getInputType();
      if (!isNonNullType(type)) return;
      needed.push((variables) =>
        givenValue(node, operation, variables) === null ? missing(node.name.value, String(type)) : null,
      );
    },
  });
  for (const node of [operation.definition, ...operation.fragments.values()]) visit(node, enter);
  return (variables) => {
    if (endless) return endless;
    for (const check of needed) {
      const error = check(variables);
      if (error) return error;
    }
    return null;
  };
}

const beyond = (): GraphQLError => refusal('BAD_USER_INPUT', 'A number is beyond what a Float can hold.');
const missing = (variable: string, type: string): GraphQLError =>
  refusal('BAD_USER_INPUT', `Variable "$${variable}" is null; where it is used, "${type}" is needed.`);
