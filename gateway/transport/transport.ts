import { type Caller as KnownCaller, toHeader } from '../../kernel/caller.ts';
import { signedHeaders } from '../../kernel/message-signature.ts';
import type { Remote } from '../../kernel/remote.ts';
import { type SubgraphCall, subgraphCalls } from '../../kernel/trace.ts';
import { newSpanId, traceHeaders } from '../../kernel/trace-context.ts';
import type { Data } from '../engine/data.ts';
import { type Address, addressOf } from './address.ts';
import { DeadlineError, type Post, post, type Received } from './post.ts';
import { failure, readAnswer } from './read-answer.ts';
import { lineTo } from './remote.ts';

/** On whose behalf subgraphs are asked: what an answer may depend on besides the question. */
export interface Caller {
  readonly acceptLanguage: string | undefined;
  readonly traceId: string;
  /** Names the operation in its trace. */
  readonly spanId?: string | undefined;
  /** Whether X-Ray keeps the trace; null where there is no X-Ray. */
  readonly isSampled?: boolean | null | undefined;
  /** Under which what is asked is counted; absent where nobody counts. */
  readonly account?: string | undefined;
  /** Who asks, for what is not open to everybody; absent where everything is. */
  readonly known?: KnownCaller | undefined;
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
  readonly known: KnownCaller | undefined;
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

/** How a subgraph is asked, and what of its answer is believed. */
export interface Line {
  readonly address: (subgraph: string) => Address;
  /** Names and values of the headers that depend on the caller, in turn; `spanId` names the call in its trace. */
  readonly headers: (caller: Caller, body: string, spanId: string) => string[];
  /** Settled once headers can be made; null where they can be now. Rejects where they cannot. */
  readonly ready?: () => Promise<void> | null;
  /** Never throws; a failure is given, too. */
  readonly believe?: (answer: SubgraphAnswer, request: SubgraphRequest) => SubgraphAnswer;
}

const OURS: Line = {
  address: addressOf,
  headers: (caller, body, spanId) => {
    const { acceptLanguage, account, known } = caller;
    return [
      ...traceHeaders(caller, spanId),
      ...(acceptLanguage ? ['accept-language', acceptLanguage] : []),
      ...signedHeaders(body, {
        ...(known ? { 'x-caller': toHeader(known) } : {}),
        ...(account ? { 'x-account': account } : {}),
      }),
    ];
  },
};

/** Asks every subgraph as one of ours, besides those that are declared as somebody else's. */
export function createAsk(remotes: Readonly<Record<string, Remote>>): Ask {
  const lines = new Map(Object.entries(remotes).map(([name, remote]) => [name, lineTo(name, remote)]));
  return (request) => askOver(lines.get(request.subgraph) ?? OURS, request);
}

/** Asks a subgraph of ours. */
export const askSubgraph: Ask = (request) => askOver(OURS, request);

/**
 * Asks a subgraph over one pooled connection. Identical questions of callers who would get the same answer are one
 * request while it is on its way. What goes wrong is `SUBGRAPH_UNAVAILABLE`, `SUBGRAPH_TIMEOUT` or `SUBGRAPH_INVALID`,
 * without saying where the subgraph lives or what it sent.
 */
async function askOver(line: Line, request: SubgraphRequest): Promise<SubgraphAnswer> {
  const startedAt = performance.now();
  const spanId = newSpanId();
  let answer: SubgraphAnswer;
  try {
    const getReady = line.ready?.();
    if (getReady) await getReady;
    const now = getReady ? performance.now() : startedAt;
    answer = readAnswer(request.subgraph, await receive(line, request, now, spanId));
  } catch (error) {
    answer = failure(
      request.subgraph,
      error instanceof DeadlineError ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE',
      error,
    );
  }
  if (line.believe) answer = line.believe(answer, request);
  request.caller.extensions?.push(answer.extensions);
  if (subgraphCalls.hasSubscribers) {
    subgraphCalls.publish({
      traceId: request.caller.traceId,
      spanId,
      within: request.caller.spanId ?? '',
      subgraph: request.subgraph,
      entities: request.entities,
      failed: !answer.reached,
      startedAt,
      ms: performance.now() - startedAt,
    } satisfies SubgraphCall);
  }
  return answer;
}

function receive(line: Line, request: SubgraphRequest, now: number, spanId: string): Promise<Received> {
  const { subgraph, body, caller, isMutation } = request;
  const { acceptLanguage, deadline, known: asking } = caller;
  const endsAt = Math.min(now + TIMEOUT_MS, deadline);
  const start = (): Post => {
    const headers = line.headers(caller, body, spanId);
    return post(line.address(subgraph), { body, left: Math.floor(endsAt - now), headers, isIdempotent: !isMutation });
  };
  if (isMutation) return start().received;
  for (let i = 0; i < aloft; i++) {
    const known = flights[i];
    if (known?.subgraph !== subgraph || known.acceptLanguage !== acceptLanguage || known.body !== body) continue;
    if (known.known !== asking) continue; // One answer is never for two callers.
    // Nobody waits for another's deadline, nor for a call that is aborted already.
    if (known.waiting > 0 && Math.abs(known.endsAt - endsAt) < SLACK_MS) return join(known, caller);
  }
  const flight: Flight = { ...start(), subgraph, body, acceptLanguage, known: asking, endsAt, waiting: 0 };
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
