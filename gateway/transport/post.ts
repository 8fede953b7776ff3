import { Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { read, type Setting, setting } from '../../kernel/env.ts';
import { regionOf, signed } from './sign.ts';

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

/** What is sent: a body, names and values of headers in turn, for at most `left` milliseconds. */
interface Question {
  readonly body: string;
  readonly left: number;
  readonly headers: readonly string[];
  /** Whether it may be sent again when nobody can have read it. */
  readonly isIdempotent: boolean;
}

/**
 * One POST to a subgraph over a pooled connection.
 * `node:http` rather than undici: it starts sooner, and a Lambda starts often.
 */
export function post(subgraph: string, question: Question): Post {
  const address = addressOf(subgraph);
  const { body, left, headers } = question;
  let outgoing: ClientRequest | undefined;
  const received = new Promise<Received>((resolve, reject) => {
    if (address.calls >= MAX_CALLS) throw new RangeError('too many calls');
    if (left <= 0) throw new DeadlineError();
    const bytes = Buffer.byteLength(body);
    const timer = setTimeout(() => outgoing?.destroy(new DeadlineError()), left);
    const start = (mayRepeat: boolean): void => {
      const sent = address.send(body, ['content-length', String(bytes), ...headers, 'x-deadline-ms', String(left)]);
      outgoing = sent;
      address.calls += 1;
      sent.on('response', (response) => readBody(response, resolve, reject));
      sent.on('error', (error) => {
        if (mayRepeat && wasClosedWhileIdle(sent, error)) start(false);
        else reject(error);
      });
      sent.on('close', () => {
        address.calls -= 1;
        if (outgoing !== sent) return;
        clearTimeout(timer);
        reject(new Error('the connection was closed')); // Without effect after an answer.
      });
      // In ASCII the two are the same bytes, and writing Latin-1 is much less work.
      sent.end(body, bytes === body.length ? 'latin1' : 'utf8');
    };
    start(question.isIdempotent);
  });
  return { received, abort: (reason) => outgoing?.destroy(reason) };
}

/** A kept connection that the other side had closed before it got the request, as after a Lambda was frozen. */
function wasClosedWhileIdle({ reusedSocket }: ClientRequest, error: Error): boolean {
  return reusedSocket && 'code' in error && error.code === 'ECONNRESET';
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

/** Where a subgraph is asked. */
interface Address {
  readonly url: string | null;
  /** Calls that run or wait for a connection. */
  calls: number;
  /** Opens a request; headers are names and values in turn, which spares `node:http` most of its work on them. */
  readonly send: (body: string, headers: readonly string[]) => ClientRequest;
}

const settings = new Map<string, Setting>();
const addresses = new Map<string, Address>();

/** The address of a subgraph; taken apart once for each that it is given. */
function addressOf(subgraph: string): Address {
  const setting = settings.get(subgraph) ?? subgraphUrl(subgraph);
  settings.set(subgraph, setting);
  const url = read(setting);
  const known = addresses.get(subgraph);
  if (known?.url === url) return known;
  const address = { url, calls: 0, send: sender(url ?? '') };
  addresses.set(subgraph, address);
  return address;
}

function sender(url: string): Address['send'] {
  const { protocol, host, hostname, port, pathname: path } = new URL(url);
  const isSecure = protocol === 'https:';
  const request = isSecure ? secureRequest : plainRequest;
  const options = { method: 'POST', hostname, port, path, agent: isSecure ? secure : plain };
  const fixed = ['host', host, 'content-type', 'application/json'];
  const region = regionOf(hostname);
  return (body, more) => {
    const headers = [...fixed, ...more];
    return request({ ...options, headers: region ? signed({ region, host, path, headers, body }) : headers });
  };
}
