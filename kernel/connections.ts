import {
  type Agent,
  type IncomingMessage,
  Agent as PlainAgent,
  request as plainRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

/** Milliseconds for a connection to be there. */
const CONNECT_MS = 2_000;

type Pool = Readonly<Record<'http:' | 'https:', Agent>>;

const openPool = (): Pool => ({
  'http:': new PlainAgent({ keepAlive: true }),
  'https:': new SecureAgent({ keepAlive: true }),
});
let pool = openPool();

/** Ends every connection; the next request opens new ones. */
export function closeConnections(): void {
  for (const agent of Object.values(pool)) agent.destroy();
  pool = openPool();
}

/** What is sent to an administration. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Ends the request, and the answer that is being read. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request over a pooled connection, and gives the answer when its head is there. Redirects are not followed.
 * `node:http` rather than a library: it starts 100 ms sooner, and a Lambda starts often.
 * @throws {Error} with a `code`, such as `ECONNREFUSED`, or `CONNECT_TIMEOUT` when nobody is there within two seconds.
 */
export function send(url: URL, { body, ...options }: Outgoing): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const settings: RequestOptions = { ...options, agent: pool[isSecure ? 'https:' : 'http:'] };
    const request = (isSecure ? secureRequest : plainRequest)(url, settings, resolve);
    request.on('error', reject);
    request.on('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => request.destroy(connectTimeout()), CONNECT_MS);
      socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(timer));
      request.once('close', () => clearTimeout(timer));
    });
    request.end(body);
  });
}

const connectTimeout = (): Error => Object.assign(new Error('no connection in time'), { code: 'CONNECT_TIMEOUT' });
