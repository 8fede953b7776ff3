import { Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { causeOf, log } from '../../kernel/log.ts';
import { type SubgraphCall, subgraphCalls, toTraceparent } from '../../kernel/trace.ts';

/** One GraphQL request to a subgraph. */
export interface SubgraphRequest {
  readonly subgraph: string;
  /** Address of its Function URL. It never appears in an answer. */
  readonly url: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  /** What a subgraph's answer may depend on besides the query. */
  readonly acceptLanguage: string | undefined;
  readonly traceId: string;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What a subgraph answered. A failure of the call itself is an answer with one typed error and no data. */
export interface SubgraphAnswer {
  /** Whether the subgraph was reached and spoke GraphQL. */
  readonly reached: boolean;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly SubgraphError[];
}

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 20 * 1024 * 1024;
const plain = new Agent({ keepAlive: true, maxSockets: 100 });
const tls = new TlsAgent({ keepAlive: true, maxSockets: 100 });

/** Asks a subgraph. Never rejects: what goes wrong on the way is `SUBGRAPH_UNAVAILABLE`, without saying where it lives. */
export async function askSubgraph(question: SubgraphRequest): Promise<SubgraphAnswer> {
  const startedAt = performance.now();
  let answer: SubgraphAnswer;
  try {
    answer = readAnswer(JSON.parse(await post(question)));
  } catch (error) {
    log.warn('a subgraph failed', { subgraph: question.subgraph, cause: causeOf(error) });
    answer = { reached: false, data: null, errors: [unavailable(question.subgraph)] };
  }
  if (subgraphCalls.hasSubscribers) {
    const { representations } = question.variables;
    subgraphCalls.publish({
      traceId: question.traceId,
      subgraph: question.subgraph,
      entities: Array.isArray(representations) ? representations.length : 0,
      failed: !answer.reached,
      startedAt,
      ms: performance.now() - startedAt,
    } satisfies SubgraphCall);
  }
  return answer;
}

function unavailable(subgraph: string): SubgraphError {
  const code: ErrorCode = 'SUBGRAPH_UNAVAILABLE';
  return {
    message: `The ${subgraph} domain ${ERRORS[code].says}.`,
    extensions: { code, subgraph, retryable: ERRORS[code].retryable },
  };
}

function readAnswer(body: unknown): SubgraphAnswer {
  if (!isObject(body) || !('data' in body || 'errors' in body)) throw new TypeError('not a GraphQL answer');
  const { data, errors } = body;
  return {
    reached: true,
    data: isObject(data) ? data : null,
    errors: Array.isArray(errors) ? errors.filter(isObject).map(readError) : [],
  };
}

function readError({ message, path, extensions }: Record<string, unknown>): SubgraphError {
  return {
    message: String(message),
    ...(Array.isArray(path) ? { path: path as (string | number)[] } : {}),
    extensions: isObject(extensions) ? extensions : {},
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function post({ url, query, variables, operationName, acceptLanguage, traceId }: SubgraphRequest): Promise<string> {
  const body = JSON.stringify({ query, variables, operationName });
  const secure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: secure ? tls : plain,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
          traceparent: toTraceparent(traceId),
          ...(acceptLanguage ? { 'accept-language': acceptLanguage } : {}),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size > MAX_BYTES) response.destroy(new RangeError('answer too large'));
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
