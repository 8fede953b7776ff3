import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { read, setting } from '../../kernel/env.ts';

/** Where clients find this API, when that is not the address that it is asked at. */
const PUBLIC_URL = setting('PUBLIC_URL', null);

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * The API's own address, without a slash at its end, such as `https://api.example.org`.
 *
 * What a client writes into `Host` or `X-Forwarded-*` is not believed: the answer may be kept by a cache and given to
 * others. In a Lambda it is the domain that API Gateway or the Function URL was asked at, which speaks HTTPS only; on a
 * machine of one's own it is the loopback address.
 * @returns null when it is asked at none of these.
 * @throws {TypeError} when `PUBLIC_URL` holds no address.
 */
export function publicAddress({ headers, requestContext: { domainName } }: APIGatewayProxyEventV2): string | null {
  const chosen = read(PUBLIC_URL);
  if (chosen) return chosenAddress(chosen);
  if (domainName !== 'localhost') return `https://${domainName}`;
  const { host = '' } = headers;
  const local = `http://${host.toLowerCase()}`;
  return LOCAL_HOST.test(host) && URL.canParse(local) ? local : null;
}

function chosenAddress(text: string): string {
  const { protocol, origin, pathname, search, hash, username } = URL.canParse(text) ? new URL(text) : new URL('none:');
  if (!/^https?:$/.test(protocol) || search || hash || username)
    throw new TypeError(`${PUBLIC_URL.variable} takes an http or https address without a query`);
  return origin + pathname.replace(/\/+$/, '');
}
