import type { GraphQLFormattedError } from 'graphql';

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

/** Cuts an error down to what is open. */
export function openError({ message, path, locations, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  const open = Object.fromEntries(
    OPEN_EXTENSIONS.flatMap((name) => (extensions?.[name] === undefined ? [] : [[name, extensions[name]]])),
  );
  const known = typeof open.subgraph === 'string' ? open : withSubgraph(open, extensions?.serviceName);
  return {
    message: message.replace(/^request to \S+ failed/, 'A subgraph request failed'),
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: known,
  };
}

function withSubgraph(open: Record<string, unknown>, serviceName: unknown): Record<string, unknown> {
  return typeof serviceName === 'string' ? { ...open, subgraph: serviceName } : open;
}

/** One error once: several subgraphs that resolve the same shared root report the same fault at the same place. */
export function distinct(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const seen = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    const { code, dataset, id } = error.extensions ?? {};
    const key = JSON.stringify([error.message, error.path, code, dataset, id]);
    if (!seen.has(key)) seen.set(key, error);
  }
  return [...seen.values()];
}
