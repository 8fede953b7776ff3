import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { causeOf, log } from '../../kernel/log.ts';
import { type SubgraphCall, subgraphCalls, toTraceparent } from '../../kernel/trace.ts';
import { type Data, isData } from '../engine/data.ts';
import { DeadlineError, type Post, post, type Received } from './post.ts';

/** On whose behalf subgraphs are asked: what an answer may depend on besides the question. */
export interface Caller {
  readonly acceptLanguage: string | undefined;
  readonly traceId: string;
  /** When the operation's time is over (`performance.now()`). */
  readonly deadline: number;
  /** Registers what is done when the client goes before it has its answer. */
  readonly onGone?: ((leave: () => void) => void) | undefined;
  /** What subgraphs told beside their data, in the order in which they answered. */
  readonly extensions?: Data[] | undefined;
}

/** One GraphQL request to a subgraph. */
export interface SubgraphRequest {
  readonly subgraph: string;
  /** The body, JSON text already. */
  readonly body: string;
  readonly isMutation: boolean;
  /** How many entities it asks for; 0 for root fields. */
  readonly entities: number;
  readonly caller: Caller;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What a subgraph answered. A failure of the call itself is an answer with one typed error and no data. */
export interface SubgraphAnswer {
  /** Whether the subgraph was reached and spoke GraphQL. */
  readonly reached: boolean;
  readonly data: Data | null;
  readonly errors: readonly SubgraphError[];
  readonly extensions: Data;
  /** Seconds for which a shared cache may keep it (`Cache-Control`, RFC 9111); 0 when it may not. */
  readonly maxAge: number;
}

/** Asks a subgraph. Never rejects. */
export type Ask = (request: SubgraphRequest) => Promise<SubgraphAnswer>;

/** Milliseconds for one call, or what is left of the operation's time if that is less. */
const TIMEOUT_MS = 8_000;
/** Two callers may share a call when their times end within this of each other (milliseconds). */
const SLACK_MS = 500;

interface Flight extends Post {
  readonly subgraph: string;
  readonly body: string;
  readonly acceptLanguage: string | undefined;
  /** When it is given up. */
  readonly endsAt: number;
  waiting: number;
}

/**
 * What is on its way, in the first `aloft` places. Neither a map nor a list that grows and shrinks: what these outgrow
 * lies in V8's old space, and keeps what it held alive until the next full collection.
 */
const flights = new Array<Flight | undefined>(256).fill(undefined);
let aloft = 0;

/**
 * Asks a subgraph over one pooled connection. Identical questions of callers who would get the same answer are one
 * request while it is on its way. What goes wrong is `SUBGRAPH_UNAVAILABLE`, `SUBGRAPH_TIMEOUT` or `SUBGRAPH_INVALID`,
 * without saying where the subgraph lives or what it sent.
 */
export const askSubgraph: Ask = async (request) => {
  const startedAt = performance.now();
  let answer: SubgraphAnswer;
  try {
    answer = readAnswer(request.subgraph, await receive(request, startedAt));
  } catch (error) {
    answer = failure(
      request.subgraph,
      error instanceof DeadlineError ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE',
      error,
    );
  }
  request.caller.extensions?.push(answer.extensions);
  if (subgraphCalls.hasSubscribers) {
    subgraphCalls.publish({
      traceId: request.caller.traceId,
      subgraph: request.subgraph,
      entities: request.entities,
      failed: !answer.reached,
      startedAt,
      ms: performance.now() - startedAt,
    } satisfies SubgraphCall);
  }
  return answer;
};

/** The error of a subgraph whose answer does not fit what it was asked. */
export function invalidAnswer(subgraph: string): SubgraphError {
  return errorOf(subgraph, 'SUBGRAPH_INVALID');
}

function errorOf(subgraph: string, code: ErrorCode): SubgraphError {
  return {
    message: `The ${subgraph} domain ${ERRORS[code].says}.`,
    extensions: { code, subgraph, retryable: ERRORS[code].retryable },
  };
}

function failure(subgraph: string, code: ErrorCode, cause: unknown): SubgraphAnswer {
  log.warn('a subgraph failed', { subgraph, code, cause: causeOf(cause) });
  return { reached: false, data: null, errors: [errorOf(subgraph, code)], extensions: {}, maxAge: 0 };
}

function readAnswer(subgraph: string, { status, text, cacheControl }: Received): SubgraphAnswer {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {}
  if (!isData(body) || !('data' in body || 'errors' in body) || !(isData(body.data) || body.data == null)) {
    return failure(subgraph, status >= 400 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_INVALID', null);
  }
  // It does not know what the supergraph says of it: another version is deployed.
  if (body.data == null && Array.isArray(body.errors) && body.errors.every(isOfAnotherVersion)) {
    return failure(subgraph, 'SUBGRAPH_INVALID', null);
  }
  const { data, errors, extensions } = body;
  return {
    reached: true,
    data: data ?? null,
    errors: Array.isArray(errors) ? errors.filter(isData).map((error) => readError(subgraph, error)) : [],
    extensions: isData(extensions) ? extensions : {},
    maxAge: errors === undefined ? maxAgeOf(cacheControl) : 0,
  };
}

const SKEWED = ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'OPERATION_RESOLUTION_FAILURE'];
function isOfAnotherVersion(error: unknown): boolean {
  return isData(error) && isData(error.extensions) && SKEWED.includes(String(error.extensions.code));
}

function readError(subgraph: string, { message, path, extensions }: Data): SubgraphError {
  return {
    message: String(message),
    path: Array.isArray(path) ? path.filter((key) => typeof key === 'string' || typeof key === 'number') : undefined,
    extensions: { ...(isData(extensions) ? extensions : {}), subgraph },
  };
}

/** `max-age` of a `Cache-Control` header that lets shared caches keep the answer. */
function maxAgeOf(cacheControl: string | undefined): number {
  if (!cacheControl || /\b(private|no-store|no-cache)\b/i.test(cacheControl)) return 0;
  return Number(/\bmax-age=(\d{1,9})\b/i.exec(cacheControl)?.[1] ?? 0);
}

function receive({ subgraph, body, caller, isMutation }: SubgraphRequest, now: number): Promise<Received> {
  const { acceptLanguage, deadline, traceId } = caller;
  const endsAt = Math.min(now + TIMEOUT_MS, deadline);
  const start = (): Post => {
    const headers = ['traceparent', toTraceparent(traceId)];
    if (acceptLanguage) headers.push('accept-language', acceptLanguage);
    return post(subgraph, { body, left: Math.floor(endsAt - now), headers, isIdempotent: !isMutation });
  };
  if (isMutation) return start().received;
  for (let i = 0; i < aloft; i++) {
    const known = flights[i];
    if (known?.subgraph !== subgraph || known.acceptLanguage !== acceptLanguage || known.body !== body) continue;
    // Nobody waits for another's deadline, nor for a call that is aborted already.
    if (known.waiting > 0 && Math.abs(known.endsAt - endsAt) < SLACK_MS) return join(known, caller);
  }
  const flight: Flight = { ...start(), subgraph, body, acceptLanguage, endsAt, waiting: 0 };
  if (aloft < flights.length) {
    flights[aloft++] = flight;
    const land = (): void => {
      flights[flights.indexOf(flight)] = flights[--aloft];
      flights[aloft] = undefined;
    };
    flight.received.then(land, land);
  }
  return join(flight, caller);
}

/** Waits for an answer with others; a call for which nobody waits any more is aborted. */
function join(flight: Flight, caller: Caller): Promise<Received> {
  flight.waiting += 1;
  caller.onGone?.(() => {
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.abort(new Error('the client has gone'));
  });
  return flight.received;
}
