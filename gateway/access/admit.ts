import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../../kernel/caller.ts';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { type Closed, type Denied, deniedTo } from './closed.ts';
import type { Identity } from './identity.ts';

/** What a caller may have of an operation. */
export interface Access {
  /** Who asks, for what is not open to everybody; undefined where everything is, or nobody is known. */
  readonly known: Caller | undefined;
  readonly denied: Denied;
  /** Why the whole operation is refused. */
  readonly refusal: { readonly status: number; readonly errors: readonly GraphQLFormattedError[] } | null;
}

/**
 * Judges what an operation asks that is not open to everybody.
 * @param isWhole Whether it is answered whole or not at all.
 */
export function accessOf({ client, scopes, unchecked }: Identity, closed: Closed, isWhole: boolean): Access {
  const known: Caller | undefined = client
    ? { client: client.id, administration: client.administration, scopes: [...scopes] }
    : undefined;
  const denied = deniedTo(known ?? null, closed, unchecked);
  const isRefused = denied.size > 0 && (isWhole || client?.isStrict);
  const status = unchecked ? 503 : known ? 403 : 401;
  const error = ({ code, message }: { code: ErrorCode; message: string }): GraphQLFormattedError => {
    const told = status === 401 ? 'UNAUTHENTICATED' : code;
    return { message, extensions: { code: told, retryable: ERRORS[told].retryable } };
  };
  return { known, denied, refusal: isRefused ? { status, errors: [...denied.values()].map(error) } : null };
}
