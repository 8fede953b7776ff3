import { ERRORS, type ErrorCode } from '../../kernel/errors.ts';
import { causeOf, log } from '../../kernel/log.ts';
import { type Data, isData } from '../engine/data.ts';
import type { Received } from './post.ts';
import type { SubgraphAnswer, SubgraphError } from './transport.ts';

/** The error of a subgraph whose answer does not fit what it was asked. */
export function invalidAnswer(subgraph: string): SubgraphError {
  return errorOf(subgraph, 'SUBGRAPH_INVALID');
}

/** The error of a whole subgraph. */
export function errorOf(subgraph: string, code: ErrorCode): SubgraphError {
  return {
    message: `The ${subgraph} domain ${ERRORS[code].says}.`,
    extensions: { code, subgraph, retryable: ERRORS[code].retryable },
  };
}

/** What stands for an answer that did not come, or is none; `status` is what HTTP said. */
export function failure(subgraph: string, code: ErrorCode, cause: unknown, status?: number): SubgraphAnswer {
  log.warn('a subgraph failed', { subgraph, code, cause: causeOf(cause), ...(status === undefined ? {} : { status }) });
  return { reached: false, data: null, errors: [errorOf(subgraph, code)], extensions: {}, maxAge: 0 };
}

/** Reads an answer. What is no GraphQL, or points elsewhere, is a failure. */
export function readAnswer(subgraph: string, { status, text, cacheControl }: Received): SubgraphAnswer {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {}
  const isRedirect = status >= 300 && status < 400;
  if (
    isRedirect ||
    !isData(body) ||
    !('data' in body || 'errors' in body) ||
    !(isData(body.data) || body.data == null)
  ) {
    return failure(subgraph, status >= 400 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_INVALID', null, status);
  }
  // It does not know what the supergraph says of it: another version is deployed.
  if (body.data == null && Array.isArray(body.errors) && body.errors.every(isOfAnotherVersion)) {
    return failure(subgraph, 'SUBGRAPH_INVALID', null, status);
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
