import type { Setting } from './env.ts';
import type { Administration, Licence } from './source.ts';

/** How the gateway shows to a subgraph of somebody else who asks. */
export type Authentication =
  | { readonly kind: 'none' }
  /** `Authorization: Bearer`, with a token that the administration gives out (RFC 6750, 2.1). */
  | { readonly kind: 'bearer'; readonly token: Setting };

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

/**
 * Declares a subgraph of somebody else.
 * @throws {TypeError} for a token that stands in the declaration, and for an address that anybody could read along with.
 */
export function defineRemote(remote: Remote): Remote {
  const { authentication, endpoint } = remote;
  if (authentication.kind === 'bearer' && authentication.token.fallback !== null) {
    throw new TypeError(`${authentication.token.variable} is a secret: it has no default`);
  }
  if (endpoint.fallback !== null && !endpoint.fallback.startsWith('https://')) {
    throw new TypeError(`${endpoint.variable} has to default to an address with https`);
  }
  return remote;
}
