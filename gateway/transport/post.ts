import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Address } from './address.ts';

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

const MAX_BYTES = 20 * 1024 * 1024;
/** Calls that run or wait for a connection to one subgraph; more are refused at once. */
const MAX_CALLS = 400;

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
export function post(address: Address, question: Question): Post {
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
