import type { Setting } from './env.ts';
import type { Administration, Licence } from './source.ts';

/** How the gateway shows to a subgraph of somebody else who asks. */
export type Authentication =
  | { readonly kind: 'none' }
  /** `Authorization: Bearer`, with a token that the administration gives out (RFC 6750, 2.1). */
  | { readonly kind: 'bearer'; readonly token: Setting }
  | ClientCredentials;

/** A token that the administration's server gives out to us (OAuth 2, RFC 6749, 4.4), sent as the one above. */
export interface ClientCredentials {
  readonly kind: 'client-credentials';
  /** Where tokens are given out, with `https`. */
  readonly tokenEndpoint: Setting;
  readonly clientId: Setting;
  readonly secret: Setting;
  /** What is asked for; null for what the server gives by itself. */
  readonly scope: string | null;
}

/**
 * A subgraph that an administration runs itself: who runs it, under which terms its data is, where it is and how it is
 * asked. Plain data, which the gateway is given as JSON; the token itself is never in it.
 */
export interface Remote {
  readonly administration: Administration;
  readonly licence: Licence;
  /** The sentence that the administration asks to be shown, where it prescribes one. */
  readonly attribution?: string;
  /** Its GraphQL address, with `https`. */
  readonly endpoint: Setting;
  readonly authentication: Authentication;
}

/** Anybody may ask. */
export const none: Authentication = { kind: 'none' };

/** A token, declared with `secret('NAME_OF_VARIABLE')`. */
export function bearer(token: Setting): Authentication {
  return { kind: 'bearer', token };
}

/** Our own name and secret at the administration's token server; the secret is declared with `secret(...)`. */
export function clientCredentials(
  declared: Omit<ClientCredentials, 'kind' | 'scope'> & Partial<Pick<ClientCredentials, 'scope'>>,
): ClientCredentials {
  return { kind: 'client-credentials', scope: null, ...declared };
}

/** What a deployment keeps secret of how a subgraph of somebody else is asked. */
export function secretOf({ authentication }: Remote): Setting | null {
  if (authentication.kind === 'none') return null;
  return authentication.kind === 'bearer' ? authentication.token : authentication.secret;
}

/** What it may choose: addresses, and our name. */
export function settingsOf({ endpoint, authentication }: Remote): readonly Setting[] {
  if (authentication.kind !== 'client-credentials') return [endpoint];
  return [endpoint, authentication.tokenEndpoint, authentication.clientId];
}

/**
 * Declares a subgraph of somebody else.
 * @throws {TypeError} for a token that stands in the declaration, and for an address that anybody could read along with.
 */
export function defineRemote(remote: Remote): Remote {
  const { authentication, endpoint } = remote;
  const hidden = secretOf(remote);
  if (hidden && hidden.fallback !== null) throw new TypeError(`${hidden.variable} is a secret: it has no default`);
  for (const { variable, fallback } of [
    endpoint,
    ...(authentication.kind === 'client-credentials' ? [authentication.tokenEndpoint] : []),
  ]) {
    if (fallback !== null && !fallback.startsWith('https://')) {
      throw new TypeError(`${variable} has to default to an address with https`);
    }
  }
  return remote;
}
