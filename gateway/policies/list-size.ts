import {
  type ArgumentNode,
  type GraphQLError,
  getNullableType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { refusal } from '../errors.ts';
import type { Operation } from '../operation/operation.ts';
import type { CostFacts } from './cost-facts.ts';
import { LIMITS } from './limits.ts';
import { givenValue, type Variables } from './values.ts';

/** Judges one request: null where nothing is wrong. */
export type Check = (variables: Variables) => GraphQLError | null;

/**
 * Compiles the check of what sets the length of a list: slicing arguments such as `first`, and lists of ids. Before
 * any source is asked, and with the allowed range in the refusal.
 */
export function listSizes(operation: Operation, facts: CostFacts): Check {
  const checks: Check[] = [];
  const types = new TypeInfo(operation.schema);
  const enter = visitWithTypeInfo(types, {
    Argument: (node) => {
      const argument = types.getArgument();
      const field = types.getFieldDef();
      const parent = types.getParentType();
      if (!argument || !field || !parent) return;
      const isSlicing = facts.lists[`${parent.name}.${field.name}`]?.slicingArguments?.includes(argument.name);
      if (isSlicing || isListType(getNullableType(argument.type))) checks.push(checkOf(node, operation));
    },
  });
  visit(operation.definition, enter);
  for (const fragment of operation.fragments.values()) visit(fragment, enter);
  return (variables) => {
    for (const check of checks) {
      const found = check(variables);
      if (found) return found;
    }
    return null;
  };
}

function checkOf({ name, value }: ArgumentNode, operation: Operation): Check {
  return (variables) => {
    const given = givenValue(value, operation, variables);
    if (Array.isArray(given)) {
      if (given.length <= LIMITS.first) return null;
      return refused(`"${name.value}" takes at most ${LIMITS.first} elements; ${given.length} were given.`);
    }
    if (typeof given !== 'number') return null; // Not given; null and other types are refused before.
    return given >= 0 && given <= LIMITS.first && Number.isInteger(given)
      ? null
      : refused(`"${name.value}" must be between 0 and ${LIMITS.first}; ${given} was given.`);
  };
}

const refused = (message: string): GraphQLError => refusal('BAD_USER_INPUT', message);
