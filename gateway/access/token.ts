import type { JWTPayload } from 'jose';
import { read, setting } from '../../kernel/env.ts';
import type { Clock } from '../../kernel/time.ts';
import { createKeys, KeysUnavailableError } from './jwks.ts';

/** Whose tokens are accepted (OpenID Connect); without an issuer none are. */
const ISSUER = setting('OIDC_ISSUER', null);
/** Whom they have to be made for: this API. */
const AUDIENCE = setting('OIDC_AUDIENCE', null);
/** Where the issuer has its keys. */
const KEYS = setting('OIDC_JWKS_URL', null);

/** Signatures with a public key only: what a caller can know must not make a token. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Seconds by which clocks may differ. */
const CLOCK_TOLERANCE = 30;
/** Characters of a token. */
const MAX_LENGTH = 8_192;

/** What a good token says, or why there is none. */
export type CheckedToken =
  | { readonly clientId: string; readonly scopes: readonly string[] }
  | 'UNKNOWN'
  | 'EXPIRED'
  | 'UNCHECKED';

/** Checks access tokens: a JWT (RFC 7519) with `exp`, of our issuer, for us. Never rejects. */
export function createTokens(clock: Clock): (token: string) => Promise<CheckedToken> {
  const keysAt = createKeys(clock);
  return async (token) => {
    const [issuer, audience, keys] = [read(ISSUER), read(AUDIENCE), read(KEYS)];
    if (issuer === null || audience === null || keys === null || token.length > MAX_LENGTH) return 'UNKNOWN';
    const { errors, jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(token, keysAt(keys), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE,
        currentDate: clock(),
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'EXPIRED';
      return error instanceof KeysUnavailableError ? 'UNCHECKED' : 'UNKNOWN';
    }
  };
}

/** The id of a client's record. */
const CLIENT_ID = /^[a-z\d](?:[a-z\d-]{0,58}[a-z\d])?$/;

/** Whom a token was given to (`azp` of OpenID Connect, `client_id` of RFC 9068), and its scopes (RFC 8693, 4.2). */
function claimsOf({ azp, client_id: client, scope }: JWTPayload): CheckedToken {
  const clientId = azp ?? client;
  if (typeof clientId !== 'string' || !CLIENT_ID.test(clientId)) return 'UNKNOWN'; // Before the table is asked.
  return { clientId, scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [] };
}
