import type { ErrorCode, SourceState } from './__generated__/contract.ts';
import type { DateTime } from './scalars.ts';

/** What is said of a part that failed; the rest of the answer is complete. */
export interface GraphError {
  readonly message: string;
  /** Where the null stands; absent where the error is about a part of a list, a whole domain or the whole request. */
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: ErrorCode;
    /** Whether asking again may help. */
    readonly retryable: boolean;
    readonly dataset?: string;
    readonly administration?: string;
    /** A whole domain of the graph. */
    readonly subgraph?: string;
    /** Seconds. */
    readonly retryAfter?: number;
    readonly field?: string;
    readonly id?: string;
    readonly version?: number;
    readonly estimated?: number;
    readonly maximum?: number;
  };
}

/** One source that took part in an answer. */
export interface SourceEntry {
  readonly dataset: string;
  readonly administration: string | null;
  readonly licence: string | null;
  /** The sentence to show with what came from it. */
  readonly attribution: string | null;
  readonly state: SourceState;
  /** Null where it gave nothing. `STALE` is an older answer that stood in. */
  readonly servedFrom: 'LIVE' | 'CACHE' | 'STALE' | null;
  readonly observedAt: DateTime | null;
  readonly retrievedAt: DateTime | null;
  /** Since when it is in this state. */
  readonly since: DateTime | null;
  /** Seconds until it is asked again. */
  readonly retryAfter: number | null;
  /** Fields of the answer for which it was read, such as `municipalities.airQuality`. */
  readonly paths: readonly string[];
}

/** What the gateway tells beside the data. */
export interface Extensions {
  readonly sources?: readonly SourceEntry[];
  /** The sentences to show with the answer. */
  readonly attribution?: readonly string[];
  /** In cost units: what it might have led to, what was charged, what it led to. */
  readonly cost?: { readonly estimated: number; readonly charged: number; readonly actual?: number };
}

/** What is left of the caller's quota, in cost units. Answers that a shared cache may give to others do not tell. */
export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until all of it is there again. */
  readonly resetSeconds: number;
}

/** An answer: what could be had, and what is said of the rest. */
export interface Answer<Data> {
  /** Null when the whole operation was refused: `errors` says why. */
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
  readonly extensions: Extensions;
  /** Of HTTP. */
  readonly status: number;
  readonly quota: Quota | null;
  /** Seconds after which a refusal (429, 503) may become an answer. */
  readonly retryAfter: number | null;
}

/** What answered is no gateway of the graph: a proxy's page, an empty body. */
export class NoAnswerError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`What came with status ${status} is no answer of the graph.`);
    this.name = 'NoAnswerError';
    this.status = status;
  }
}

/**
 * Reads an answer (GraphQL over HTTP). The form of `data` is what the document's type says: the gateway holds to it.
 * @throws {NoAnswerError} for anything else.
 */
export async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const { status, headers } = response;
  const body = await bodyOf<Data>(response);
  if (!body) throw new NoAnswerError(status);
  const { data = null, errors = [], extensions = {} } = body;
  return { data, errors, extensions, status, quota: quotaIn(headers), retryAfter: numberIn(headers, 'retry-after') };
}

type Body<Data> = Partial<Pick<Answer<Data>, 'data' | 'errors' | 'extensions'>>;

async function bodyOf<Data>(response: Response): Promise<Body<Data> | null> {
  const text = await response.text();
  try {
    const body: Body<Data> | null = JSON.parse(text);
    return typeof body === 'object' && body && ('data' in body || Array.isArray(body.errors)) ? body : null;
  } catch {
    return null;
  }
}

function quotaIn(headers: Headers): Quota | null {
  const [limit, remaining, resetSeconds] = ['limit', 'remaining', 'reset'].map((name) =>
    numberIn(headers, `ratelimit-${name}`),
  );
  if (typeof limit !== 'number' || typeof remaining !== 'number' || typeof resetSeconds !== 'number') return null;
  return { limit, remaining, resetSeconds };
}

/** A header's number of seconds or units. The gateway gives no dates in them. */
function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}
