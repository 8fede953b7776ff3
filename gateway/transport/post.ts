import { Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { read, type Setting, setting } from '../../kernel/env.ts';
import { type OutgoingOptions, signed } from './sign.ts';

/** What came back over HTTP. */
export interface Received {
  readonly status: number;
  readonly text: string;
  readonly cacheControl: string | undefined;
}

/** A request on its way. */
export interface Post {
  readonly received: Promise<Received>;
  readonly abort: (reason: Error) => void;
}

/** The time for a call is over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Where a subgraph lives: `SUBGRAPH_<NAME>_URL`. */
export function subgraphUrl(name: string): Setting {
  return setting(`SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`, null);
}

const MAX_BYTES = 20 * 1024 * 1024;
/** Connections to one subgraph, and calls that run or wait for one; more are refused at once. */
const MAX_CONNECTIONS = 100;
const MAX_CALLS = 400;
const plain = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
const secure = new SecureAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
const running = new Map<string, number>();

/**
 * One POST to a subgraph over a pooled connection, for at most `left` milliseconds.
 * `node:http` rather than undici: it starts sooner, and a Lambda starts often.
 */
export function post(
  subgraph: string,
  body: string,
  left: number,
  more: Readonly<Record<string, string | number>>,
): Post {
  const calls = running.get(subgraph) ?? 0;
  let outgoing: ClientRequest | undefined;
  const received = new Promise<Received>((resolve, reject) => {
    if (calls >= MAX_CALLS) throw new RangeError('too many calls');
    if (left <= 0) throw new DeadlineError();
    const { options, isSecure } = addressOf(subgraph);
    const headers = { ...options.headers, 'content-length': Buffer.byteLength(body), 'x-deadline-ms': left, ...more };
    const send = isSecure ? secureRequest : plainRequest;
    outgoing = send(signed({ ...options, headers }, body), (response) => readBody(response, resolve, reject));
    running.set(subgraph, calls + 1);
    const timer = setTimeout(() => outgoing?.destroy(new DeadlineError()), left);
    outgoing.on('error', reject);
    outgoing.on('close', () => {
      clearTimeout(timer);
      running.set(subgraph, (running.get(subgraph) ?? 1) - 1);
      reject(new Error('the connection was closed')); // Without effect after an answer.
    });
    outgoing.end(body);
  });
  return { received, abort: (reason) => outgoing?.destroy(reason) };
}

function readBody(
  response: IncomingMessage,
  resolve: (received: Received) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > MAX_BYTES) response.destroy(new RangeError('answer too large'));
    chunks.push(chunk);
  });
  response.on('error', reject);
  response.on('end', () => {
    const [only] = chunks;
    const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8');
    resolve({ status: response.statusCode ?? 0, text, cacheControl: response.headers['cache-control'] });
  });
}

interface Address {
  readonly url: string | null;
  readonly isSecure: boolean;
  readonly options: OutgoingOptions;
}

const addresses = new Map<string, Address>();

/** Where a subgraph is asked; taken apart once for each address that it is given. */
function addressOf(subgraph: string): Address {
  const url = read(subgraphUrl(subgraph));
  const known = addresses.get(subgraph);
  if (known?.url === url) return known;
  const { protocol, hostname, port, pathname } = new URL(url ?? '');
  const isSecure = protocol === 'https:';
  const address: Address = {
    url,
    isSecure,
    options: {
      method: 'POST',
      hostname,
      port: port || (isSecure ? 443 : 80),
      path: pathname,
      agent: isSecure ? secure : plain,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    },
  };
  addresses.set(subgraph, address);
  return address;
}
