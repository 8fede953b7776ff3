import { Agent, request } from 'undici';
import { endpointOf } from './endpoint.ts';
import { read, setting } from './env.ts';
import { SourceError } from './errors.ts';
import type { Source } from './source.ts';
import type { Clock } from './time.ts';

/** One question to an administration. */
export interface WireRequest {
  /** Absolute address, on the host of the source's endpoint. */
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

const TIMEOUT_MS = 3_000;
/** Milliseconds for one question: what its source allows, or what is left of the client's request if that is less. */
export function timeLeft(source: Source, remaining: number): number {
  return Math.floor(Math.min(source.timeout ?? TIMEOUT_MS, remaining));
}

const MAX_BYTES = 10 * 1024 * 1024;
/** Where an administration reaches whoever runs this deployment: a page or a mail address. */
const CONTACT = setting('OPERATOR_CONTACT', 'operator has set no contact');
const userAgent = (): string => `BrusselsCityGraph/0.1 (${read(CONTACT)})`;

const openConnections = () => new Agent({ keepAliveTimeout: 30_000, connect: { timeout: 2_000 } });
let connections = openConnections();

/** Ends every connection; the next request opens new ones. */
export async function closeConnections(): Promise<void> {
  const open = connections;
  connections = openConnections();
  await open.destroy();
}

/**
 * One request on the wire: bounded in time and size, redirects not followed, never to another host than the source's.
 * @throws {SourceError} for everything that can go wrong on the way.
 */
export async function transfer(
  source: Source,
  question: WireRequest,
  { now, remaining }: { readonly now: Clock; readonly remaining: () => number },
): Promise<{ body: unknown; bytes: number }> {
  const home = endpointOf(source);
  if (question.url.origin !== home.origin) {
    throw new SourceError('SOURCE_INVALID', source, { cause: new Error('the answer points to another host') });
  }
  const signal = AbortSignal.timeout(timeLeft(source, remaining()));
  try {
    const response = await request(question.url, {
      dispatcher: connections,
      method: question.method ?? 'GET',
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': userAgent(),
        ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...question.headers,
      },
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    });
    if (response.statusCode >= 300) {
      await response.body.dump();
      throw statusError(source, response.statusCode, secondsToWait(response.headers['retry-after'], now()));
    }
    const bytes = await readBounded(source, response.body);
    return { body: parseJson(source, bytes), bytes: bytes.byteLength };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(signal.aborted ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', source, { cause: error });
  }
}

async function readBounded(source: Source, body: AsyncIterable<Buffer>): Promise<Buffer> {
  const limit = source.maxBytes ?? MAX_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new SourceError('SOURCE_TOO_LARGE', source);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(source: Source, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new SourceError('SOURCE_INVALID', source, { cause, field: 'body' });
  }
}

function statusError(source: Source, status: number, retryAfter: number | undefined): SourceError {
  const cause = Object.assign(new Error(`HTTP ${status}`), { code: `HTTP_${status}` });
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    return new SourceError('SOURCE_THROTTLED', source, { cause, retryAfter });
  }
  return new SourceError(status >= 500 ? 'SOURCE_UNAVAILABLE' : 'SOURCE_REFUSED', source, { cause });
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds, or the date of when to come back. */
function secondsToWait(header: string | string[] | undefined, now: Date): number | undefined {
  const text = String(header ?? '').trim();
  if (/^\d+$/.test(text)) return Number(text);
  if (!text.endsWith('GMT')) return undefined;
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
