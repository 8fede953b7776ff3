import type { GraphQLFormattedError } from 'graphql';
import { ERRORS, type ErrorCode } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';

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
] as const;

/** Cuts an error down to what is open; a fault of the gateway itself tells no more than that. */
export function openError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, locations } = formatted;
  const { serviceName, ...given } = formatted.extensions ?? {};
  const ownFault = given.code === 'INTERNAL_SERVER_ERROR' && serviceName === undefined;
  if (ownFault) log.error('the gateway failed', { stack: error instanceof Error ? (error.stack ?? null) : null });
  const known = Object.hasOwn(ERRORS, String(given.code)) ? ERRORS[given.code as ErrorCode] : null;
  const all: Readonly<Record<string, unknown>> = {
    retryable: known?.retryable ?? false,
    ...(typeof serviceName === 'string' ? { subgraph: serviceName } : {}),
    ...given,
  };
  return {
    message: ownFault ? `The gateway ${ERRORS.INTERNAL_SERVER_ERROR.says}.` : formatted.message,
    ...(path ? { path } : {}),
    ...(locations && !path ? { locations } : {}),
    extensions: Object.fromEntries(
      OPEN_EXTENSIONS.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
    ),
  };
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
