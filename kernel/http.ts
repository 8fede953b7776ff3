import { LRUCache } from 'lru-cache';
import { Agent, request } from 'undici';
import { read, type Setting } from './env.ts';
import { SourceError } from './errors.ts';
import type { Source } from './source.ts';
import type { Clock } from './time.ts';
import { reportSourceRequest, type SourceRequest } from './trace.ts';

/** One question to an administration. */
export interface WireRequest {
  /** Absolute address, on the host of the source's endpoint. */
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What an administration answered, parsed, and when. */
export interface Reading<T> {
  readonly value: T;
  readonly retrievedAt: Date;
}

/** The one way out of a subgraph, opened for one request of a client. */
export interface Door {
  readonly now: Clock;
  readonly traceId: string;
  readonly subgraph: string;
  /**
   * Asks an administration for JSON and parses the answer.
   *
   * An answer is reused until its dataset's `freshFor` has passed, and identical questions in flight become one.
   * @throws {SourceError} for everything that can go wrong on the way.
   */
  json<T>(source: Source, question: WireRequest, parse: (body: unknown) => T): Promise<Reading<T>>;
}

interface Kept {
  readonly reading: Reading<unknown>;
  readonly expires: number;
  readonly bytes: number;
}

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 10 * 1024 * 1024;
/** Who asks. An administration that wants to talk to us finds us here. */
const USER_AGENT = 'BrusselsCityGraph/0.1 (+https://be.brussels; open data federation)';

const openConnections = () => new Agent({ keepAliveTimeout: 30_000, connect: { timeout: 2_000 } });
let connections = openConnections();
const kept = new LRUCache<string, Kept>({ maxSize: 64 * 1024 * 1024, sizeCalculation: (entry) => entry.bytes });
const inFlight = new Map<string, Promise<Reading<unknown>>>();

const alsoClosed = new Set<() => void>();

/** Has {@link closeDoors} end what a connector keeps open by itself. */
export function closeWithDoors(close: () => void): void {
  alsoClosed.add(close);
}

/** Ends every connection and forgets every answer: for an orderly end of the process, and between tests. */
export async function closeDoors(): Promise<void> {
  for (const close of alsoClosed) close();
  const open = connections;
  connections = openConnections();
  kept.clear();
  inFlight.clear();
  await open.destroy();
}

/** Opens the door for one request of a client. */
export function openDoor(opened: { now: Clock; traceId: string; subgraph: string }): Door {
  return {
    ...opened,
    async json<T>(source: Source, question: WireRequest, parse: (body: unknown) => T): Promise<Reading<T>> {
      const startedAt = performance.now();
      const key = `${source.id} ${question.method ?? 'GET'} ${question.url.href} ${JSON.stringify([question.headers, question.body])}`;
      const request = `${question.method ?? 'GET'} ${question.url.pathname}${question.url.search}`;
      const report = (outcome: SourceRequest['outcome']) =>
        reportSourceRequest(opened, { dataset: source.id, request, outcome, startedAt });

      const known = kept.get(key);
      if (known && opened.now().getTime() < known.expires) {
        report('CACHE');
        return known.reading as Reading<T>;
      }
      const joined = inFlight.get(key) as Promise<Reading<T>> | undefined;
      const asked = joined ?? askAndKeep(key, source, question, parse, opened.now);
      try {
        const reading = await asked;
        report(joined ? 'JOINED' : 'LIVE');
        return reading;
      } catch (error) {
        report('FAILED');
        throw error;
      }
    },
  };
}

function askAndKeep<T>(
  key: string,
  source: Source,
  question: WireRequest,
  parse: (body: unknown) => T,
  now: Clock,
): Promise<Reading<T>> {
  const asked = ask(source, question)
    .then(({ body, bytes }): Reading<T> => {
      const retrievedAt = now();
      const reading = { value: parse(body), retrievedAt };
      kept.set(key, { reading, expires: retrievedAt.getTime() + source.freshFor * 1000, bytes });
      return reading;
    })
    .finally(() => inFlight.delete(key));
  inFlight.set(key, asked);
  return asked;
}

/** One request on the wire: bounded in time and size, redirects not followed. */
async function ask(source: Source, question: WireRequest): Promise<{ body: unknown; bytes: number }> {
  const home = new URL(endpointOf(source));
  if (question.url.origin !== home.origin) {
    throw new SourceError('SOURCE_INVALID', source, { cause: new Error('the answer points to another host') });
  }
  const signal = AbortSignal.timeout(source.timeout ?? TIMEOUT_MS);
  try {
    const response = await request(question.url, {
      dispatcher: connections,
      method: question.method ?? 'GET',
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...question.headers,
      },
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    });
    if (response.statusCode >= 300) {
      await response.body.dump();
      throw statusError(source, response.statusCode, response.headers['retry-after']);
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

function statusError(source: Source, status: number, retryAfter: string | string[] | undefined): SourceError {
  const cause = new Error(`HTTP ${status}`);
  const seconds = Number(retryAfter);
  const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return new SourceError('SOURCE_THROTTLED', source, { cause, retryAfter: wait });
  }
  return new SourceError(status >= 500 ? 'SOURCE_UNAVAILABLE' : 'SOURCE_REFUSED', source, { cause });
}

/** The address of a source now. */
export function endpointOf(source: Pick<Source, 'id' | 'endpoint'>): string {
  return required(source.id, source.endpoint);
}

function required(id: string, setting: Setting): string {
  const value = read(setting);
  if (!value) throw new Error(`${setting.variable} is not set, and ${id} has no default address`);
  return value;
}

/** An address below (or beside) a source's endpoint: `path` is appended, `query` encoded. */
export function addressOf(
  source: Pick<Source, 'id' | 'endpoint'>,
  path = '',
  query: Readonly<Record<string, string | number>> = {},
): URL {
  const address = new URL(endpointOf(source));
  if (path) address.pathname = `${address.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address;
}
