import type { GraphQLError } from 'graphql';
import { refusal } from '../errors.ts';
import type { Operation } from '../operation/operation.ts';

/** Judges what does not depend on a request: once for each operation. */
export type Policy = (operation: Operation) => GraphQLError | null;

/** Refuses a number above its limit. */
export function within(maximum: number, actual: number, what: string): GraphQLError | null {
  return actual <= maximum
    ? null
    : refusal('QUERY_TOO_COMPLEX', `The operation has ${actual} ${what}; ${maximum} are allowed.`);
}
