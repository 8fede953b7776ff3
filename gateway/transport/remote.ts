import { LRUCache } from 'lru-cache';
import { read } from '../../kernel/env.ts';
import type { Remote } from '../../kernel/remote.ts';
import { userAgent } from '../../kernel/user-agent.ts';
import { type Address, sender } from './address.ts';
import { believer } from './belief.ts';
import type { Line } from './transport.ts';

/**
 * How a subgraph of somebody else is asked: at its address, with what it gave us to show who we are. Of the client's
 * headers it is sent the language alone; neither its credentials, nor its address, nor its trace.
 */
export function lineTo(name: string, remote: Remote): Line {
  const addresses = new LRUCache<string, Address>({ max: 4 });
  return {
    address: () => {
      const url = addressNow(remote);
      const known = addresses.get(url.href);
      if (known) return known;
      const address = { url: url.href, calls: 0, send: sender(url, false) };
      addresses.set(url.href, address);
      return address;
    },
    headers: ({ acceptLanguage }) => [
      ...['accept', 'application/json', 'user-agent', userAgent()],
      ...(acceptLanguage ? ['accept-language', acceptLanguage] : []),
      ...credentials(remote),
    ],
    believe: believer(name, remote),
  };
}

/**
 * Where it is now.
 * @throws {Error} without an address, or with one that others on the way could read and change. The machine itself is
 * no way.
 */
function addressNow({ endpoint }: Remote): URL {
  const address = read(endpoint);
  if (!address || !URL.canParse(address)) throw cause('NO_ADDRESS', `${endpoint.variable} holds no address`);
  const url = new URL(address);
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isHere)) return url;
  throw cause('NOT_ENCRYPTED', `${endpoint.variable} holds an address without https`);
}

/** A token of RFC 6750, 2.1. */
const TOKEN = /^[\w.~+/-]+=*$/;

/** @throws {Error} without a token, and with one that no header can carry; it says so without the token. */
function credentials({ authentication }: Remote): string[] {
  if (authentication.kind === 'none') return [];
  const token = read(authentication.token);
  if (token && TOKEN.test(token)) return ['authorization', `Bearer ${token}`];
  throw cause('NO_TOKEN', `${authentication.token.variable} holds no token`);
}

function cause(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
