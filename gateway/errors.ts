import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERRORS, type ErrorCode } from '../kernel/errors.ts';
import { log, stackOf } from '../kernel/log.ts';

/** What a client may learn of an error besides its message and path. Everything else stays inside. */
const OPEN_EXTENSIONS = [
  'code',
  'subgraph',
  'dataset',
  'administration',
  'retryable',
  'retryAfter',
  'field',
  'id',
  'version',
  'estimated',
  'maximum',
] as const;

/** Cuts an error down to what is open; a fault of the gateway itself, or of a stranger's subgraph, tells no more than that. */
export function openError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, locations } = formatted;
  const { serviceName, ...given } = formatted.extensions ?? {};
  const subgraph = given.subgraph ?? serviceName;
  const code = codeOf(formatted.message, String(given.code));
  const { retryable, says } = ERRORS[code];
  const isFault = code === 'INTERNAL_SERVER_ERROR';
  if (isFault && subgraph === undefined) {
    log.error('the gateway failed', { stack: stackOf(error) });
  }
  const who = subgraph === undefined ? 'gateway' : `${subgraph} domain`;
  const all: Readonly<Record<string, unknown>> = { retryable, ...given, code, subgraph };
  return {
    message: isFault ? `The ${who} ${says}.` : formatted.message,
    ...(path ? { path } : {}),
    ...(locations && !path ? { locations } : {}),
    extensions: Object.fromEntries(
      OPEN_EXTENSIONS.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
    ),
  };
}

/** A code of the catalogue. What a subgraph calls by another is a fault of it, and its words stay inside. */
function codeOf(message: string, given: string): ErrorCode {
  if (given === 'GRAPHQL_PARSE_FAILED' && message.includes('tokens. Parsing aborted.')) return 'QUERY_TOO_COMPLEX';
  return Object.hasOwn(ERRORS, given) ? (given as ErrorCode) : 'INTERNAL_SERVER_ERROR';
}

/**
 * One error once: subgraphs that resolve the same shared root report the same fault at the same place, and a subgraph
 * that is down fails every fetch of a plan.
 */
export function distinct(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const seen = new Set<string>();
  return errors.filter(({ message, path, extensions }) => {
    const { code, subgraph, dataset, id } = extensions ?? {};
    const place = JSON.stringify(path ? [path, code, dataset, id] : [code, subgraph, message]);
    return !seen.has(place) && seen.add(place);
  });
}

/** A refusal before anything was asked of anybody: status 400 and a code of the catalogue. */
export function refusal(
  code: ErrorCode,
  message: string,
  details: Readonly<Record<string, number | string | boolean>> = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, retryable: ERRORS[code].retryable, ...details, http: { status: 400 } },
  });
}
