import { createHmac, randomBytes } from 'node:crypto';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ownSecret, read, setting } from '../../kernel/env.ts';
import type { Identity } from './identity.ts';

/** The same for all instances; without it each has its own, and counts for itself. */
const SECRET = ownSecret('NETWORK_SECRET');
/** The header in which a proxy of ours writes who called it; only for a gateway that nobody reaches past that proxy. */
const ADDRESS_HEADER = setting('CLIENT_ADDRESS_HEADER', null);

const OF_THIS_INSTANCE = randomBytes(32).toString('base64url');

/**
 * Whoever shows no credentials, known by an HMAC of the network. The address itself is neither kept nor logged, and
 * without the secret nobody finds it again by trying all.
 */
export function anonymous(event: APIGatewayProxyEventV2): Identity {
  const hash = createHmac('sha256', read(SECRET) ?? OF_THIS_INSTANCE)
    .update(networkOf(addressOf(event)))
    .digest('base64url');
  return { kind: 'ANONYMOUS', client: null, account: `net:${hash.slice(0, 22)}`, scopes: new Set() };
}

function addressOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const header = read(ADDRESS_HEADER);
  const given = header === null ? undefined : headers[header.toLowerCase()]?.trim();
  if (!given) return requestContext.http.sourceIp;
  const withoutPort = given.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
  return isIP(withoutPort) ? withoutPort : given;
}

/** What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address. Empty for what is neither. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return '';
  // The URL standard gives one form to each address, without dots.
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((groups) => (groups === '' ? [] : groups.split(':')));
  const known = [...(first ?? []), ...(last ?? [])].length;
  const zeros = Array.from({ length: 8 - known }, () => '0');
  return `${[...(first ?? []), ...zeros, ...(last ?? [])].slice(0, 4).join(':')}::/64`;
}
