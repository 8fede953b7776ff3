import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { send } from './connections.ts';
import { endpointOf } from './endpoint.ts';
import { SourceError } from './errors.ts';
import type { Source } from './source.ts';
import type { Clock } from './time.ts';
import { userAgent } from './user-agent.ts';

/** One question to an administration. */
export interface WireRequest {
  /** Absolute address, on the host of the source's endpoint. */
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** It tells where somebody is, or what somebody looks for: no trace shows it. */
  readonly isPersonal?: boolean;
  /** A POST that only reads: asking twice does no harm. A GET is so by itself. */
  readonly isIdempotent?: boolean;
}

/** What an administration gives with an answer, to ask later whether it has changed (RFC 9110, 8.8). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What came over the wire; `raw` null when the answer that we have is still the right one (HTTP 304). */
export interface Transferred {
  readonly raw: Buffer | null;
  readonly validators: Validators;
}

interface Bounds {
  readonly now: Clock;
  /** Counts a request before it is made; rejects where it must not be made. */
  readonly count: () => Promise<void>;
  /** Starts, or tells, the time for the answer: aborted when it is over, or nobody waits any more. */
  readonly signal: () => AbortSignal;
  /** Of the answer that is kept. */
  readonly validators?: Validators | undefined;
}

const MAX_BYTES = 10 * 1024 * 1024;
/** After so many seconds a source is tried again, whatever it asks for. */
export const MAX_RETRY_AFTER = 3_600;
/** Redirects that are followed, on the same host only. */
const MAX_REDIRECTS = 2;

/**
 * One request on the wire: bounded in time and size, and never to another host than the source's.
 * @throws {SourceError} for everything that can go wrong on the way.
 */
export async function transfer(source: Source, question: WireRequest, bounds: Bounds): Promise<Transferred> {
  try {
    return await follow(source, question, bounds, MAX_REDIRECTS);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { aborted, reason } = bounds.signal();
    throw new SourceError(aborted ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', source, {
      cause: aborted ? reason : error,
    });
  }
}

async function follow(source: Source, question: WireRequest, bounds: Bounds, redirects: number): Promise<Transferred> {
  if (question.url.origin !== endpointOf(source).origin) {
    const cause = Object.assign(new Error('the answer points to another host'), { code: 'OTHER_HOST' });
    throw new SourceError('SOURCE_INVALID', source, { cause });
  }
  await bounds.count();
  const response = await sendQuestion(question, bounds);
  const { statusCode: status = 0, headers } = response;
  if (status >= 200 && status < 300) {
    return { raw: await readBounded(source, decoded(source, response)), validators: validatorsOf(headers) };
  }
  const isUsedUp = status === 403 && (await saysUsedUp(source, response));
  if (status === 304) response.resume();
  else response.destroy(); // Whatever stands on the page of a refusal: nobody waits for its end.
  if (status === 304 && bounds.validators) return { raw: null, validators: bounds.validators };
  const target = status >= 300 && status < 400 && redirects > 0 ? headers.location : undefined;
  if (target && (question.method ?? 'GET') === 'GET' && URL.canParse(target, question.url.href)) {
    return follow(source, { ...question, url: new URL(target, question.url) }, bounds, redirects - 1);
  }
  throw statusError(source, status, secondsToWait(headers['retry-after'], bounds.now()), isUsedUp);
}

function sendQuestion(
  { url, method = 'GET', headers, body }: WireRequest,
  { signal, validators = {} }: Bounds,
): Promise<IncomingMessage> {
  return send(url, {
    method,
    signal: signal(),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': userAgent(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(validators.etag ? { 'if-none-match': validators.etag } : {}),
      ...(validators.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function validatorsOf({ etag, 'last-modified': lastModified }: IncomingHttpHeaders): Validators {
  return {
    ...(typeof etag === 'string' ? { etag } : {}),
    ...(typeof lastModified === 'string' ? { lastModified } : {}),
  };
}

/** The body as its administration wrote it. The size is counted after this, so that a small answer stays small. */
function decoded(source: Source, response: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return response;
  if (encoding === 'gzip') return response.compose(createGunzip()) as AsyncIterable<Buffer>;
  response.destroy();
  throw new SourceError('SOURCE_INVALID', source, { field: 'content-encoding' });
}

async function readBounded(source: Source, body: AsyncIterable<Buffer>): Promise<Buffer> {
  const limit = source.maxBytes ?? MAX_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > limit) throw new SourceError('SOURCE_TOO_LARGE', source);
      chunks.push(chunk);
    }
  } catch (error) {
    // Not what gzip is (node:zlib calls it Z_DATA_ERROR and the like).
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new SourceError('SOURCE_INVALID', source, { field: 'body', cause: error });
    }
    throw error;
  }
  return Buffer.concat(chunks);
}

function statusError(source: Source, status: number, retryAfter: number | undefined, isUsedUp: boolean): SourceError {
  const cause = Object.assign(new Error(`HTTP ${status}`), { code: `HTTP_${status}` });
  if (isUsedUp || status === 429 || (status === 503 && retryAfter !== undefined)) {
    return new SourceError('SOURCE_THROTTLED', source, { cause, retryAfter });
  }
  if (status < 500) return new SourceError('SOURCE_REFUSED', source, { cause });
  return new SourceError('SOURCE_UNAVAILABLE', source, { cause, says: 'answered with an error of its own' });
}

/** How much of a page is read for what it says (characters). */
const PAGE = 4_096;

/**
 * Whether a gateway refuses because what its key may ask is used up: some say so with 403, "Quota Exceeded" in the
 * reason or on the page (Azure API Management), and mean what others mean by 429.
 */
async function saysUsedUp(source: Source, response: IncomingMessage): Promise<boolean> {
  let said = response.statusMessage ?? '';
  try {
    for await (const chunk of decoded(source, response)) {
      said += chunk.toString('latin1');
      if (said.length > PAGE) break;
    }
  } catch {
    // A page that breaks off has said what it says; the status alone is a refusal.
  }
  return /\bquota\b/i.test(said);
}

/** `Retry-After` (RFC 9110, 10.2.3): seconds, or the date of when to come back. */
function secondsToWait(header: string | undefined, now: Date): number | undefined {
  const text = (header ?? '').trim();
  if (/^\d+$/.test(text)) return Math.min(MAX_RETRY_AFTER, Number(text));
  if (!text.endsWith('GMT')) return undefined;
  const seconds = Math.ceil((Date.parse(text) - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(MAX_RETRY_AFTER, Math.max(0, seconds));
}
