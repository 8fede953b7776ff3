import { GraphQLError } from 'graphql';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import type { Operation } from '../operation.ts';

/** Judges what does not depend on a request: once for each operation. */
export type Policy = (operation: Operation) => GraphQLError | null;

/** A refusal before anything was asked of anybody: status 400 and a code of the catalogue. */
export function refusal(
  code: ErrorCode,
  message: string,
  details: Readonly<Record<string, number | string>> = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, retryable: ERRORS[code].retryable, ...details, http: { status: 400 } },
  });
}

/** Refuses a number above its limit. */
export function within(maximum: number, actual: number, what: string): GraphQLError | null {
  return actual <= maximum
    ? null
    : refusal('QUERY_TOO_COMPLEX', `The operation has ${actual} ${what}; ${maximum} are allowed.`);
}
