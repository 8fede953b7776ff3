import { Agent, type ClientRequest, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { read, type Setting, setting } from '../../kernel/env.ts';
import { regionOf, signed } from './sign.ts';

/** Where a subgraph is asked. */
export interface Address {
  readonly url: string | null;
  /** Calls that run or wait for a connection. */
  calls: number;
  /** Opens a request; headers are names and values in turn, which spares `node:http` most of its work on them. */
  readonly send: (body: string, headers: readonly string[]) => ClientRequest;
}

/** Where a subgraph lives: `SUBGRAPH_<NAME>_URL`. */
export function subgraphUrl(name: string): Setting {
  return setting(`SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`, null);
}

/** Connections to one subgraph. */
const MAX_CONNECTIONS = 100;
const plain = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
const secure = new SecureAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });

const settings = new Map<string, Setting>();
const addresses = new Map<string, Address>();

/** The address of a subgraph of ours; taken apart once for each that it is given. */
export function addressOf(subgraph: string): Address {
  const setting = settings.get(subgraph) ?? subgraphUrl(subgraph);
  settings.set(subgraph, setting);
  const url = read(setting);
  const known = addresses.get(subgraph);
  if (known?.url === url) return known;
  const address = { url, calls: 0, send: sender(new URL(url ?? ''), true) };
  addresses.set(subgraph, address);
  return address;
}

/**
 * Opens requests to an address, over pooled connections. Redirects are not followed.
 * @param isOurs it is signed for where it is a Function URL: nobody else is shown who we are at AWS.
 */
export function sender({ protocol, host, hostname, port, pathname, search }: URL, isOurs: boolean): Address['send'] {
  const isSecure = protocol === 'https:';
  const request = isSecure ? secureRequest : plainRequest;
  const path = pathname + search;
  const options = {
    method: 'POST',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path,
    agent: isSecure ? secure : plain,
  };
  const fixed = ['host', host, 'content-type', 'application/json'];
  const region = isOurs ? regionOf(hostname) : null;
  return (body, more) => {
    const headers = [...fixed, ...more];
    return request({ ...options, headers: region ? signed({ region, host, path, headers, body }) : headers });
  };
}
