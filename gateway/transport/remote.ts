import { LRUCache } from 'lru-cache';
import { read } from '../../kernel/env.ts';
import type { Remote } from '../../kernel/remote.ts';
import { userAgent } from '../../kernel/user-agent.ts';
import { type Address, sender } from './address.ts';
import { believer } from './belief.ts';
import { type Granted, granted } from './granted.ts';
import { faultOf, secureAddress, TOKEN } from './secure.ts';
import type { Line } from './transport.ts';

/**
 * How a subgraph of somebody else is asked: at its address, with what it gave us to show who we are. Of the client's
 * headers it is sent the language alone; neither its credentials, nor its address, nor its trace.
 */
export function lineTo(name: string, remote: Remote): Line {
  const addresses = new LRUCache<string, Address>({ max: 4 });
  const { authentication } = remote;
  const grant = authentication.kind === 'client-credentials' ? granted(authentication) : null;
  return {
    address: () => {
      const url = secureAddress(remote.endpoint);
      const known = addresses.get(url.href);
      if (known) return known;
      const address = { url: url.href, calls: 0, send: sender(url, false) };
      addresses.set(url.href, address);
      return address;
    },
    headers: ({ acceptLanguage }) => [
      ...['accept', 'application/json', 'user-agent', userAgent()],
      ...(acceptLanguage ? ['accept-language', acceptLanguage] : []),
      ...credentials(remote, grant),
    ],
    ...(grant ? { ready: grant.ready } : {}),
    believe: believer(name, remote),
  };
}

/** @throws {Error} without a token, and with one that no header can carry; it says so without the token. */
function credentials({ authentication }: Remote, grant: Granted | null): string[] {
  if (authentication.kind === 'none') return [];
  if (authentication.kind === 'client-credentials') return grant ? ['authorization', `Bearer ${grant.token()}`] : [];
  const token = read(authentication.token);
  if (token && TOKEN.test(token)) return ['authorization', `Bearer ${token}`];
  throw faultOf('NO_TOKEN', `${authentication.token.variable} holds no token`);
}
