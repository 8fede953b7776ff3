import * as v from 'valibot';
import { RequestError } from '../../kernel/errors.ts';
import { parseEnterpriseNumber } from './enterprise-number.ts';

const content = v.pipe(v.string(), v.parseJson(), v.strictTuple([v.string(), v.string()]));

/** A place in the list of one municipality, opaque to clients. */
export function toCursor({ nisCode, number }: { readonly nisCode: string; readonly number: string }): string {
  return Buffer.from(JSON.stringify([nisCode, number])).toString('base64url');
}

/**
 * The enterprise number after which a municipality's list goes on.
 * @throws {RequestError} BAD_USER_INPUT for a cursor that this list never gave out.
 */
export function fromCursor(cursor: string, nisCode: string): string {
  const parsed = v.safeParse(content, Buffer.from(cursor, 'base64url').toString('utf8'));
  const number = parsed.success && parsed.output[0] === nisCode ? parseEnterpriseNumber(parsed.output[1]) : null;
  if (number) return number;
  throw new RequestError('BAD_USER_INPUT', '"after" must be a cursor that this list of this municipality gave out.');
}
