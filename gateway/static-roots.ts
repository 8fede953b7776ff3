import { buildSchema, executeSync, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import { valueTypeResolvers } from '../kernel/value-types.ts';
import { apiSdl } from './__generated__/api.ts';

let api: GraphQLSchema | undefined;
/** Built when the first subgraph fails, not at every start. */
function apiSchema(): GraphQLSchema {
  api ??= buildSchema(apiSdl, { assumeValidSDL: true });
  return api;
}

/** Roots that only echo a key which is a constant: they need no subgraph. */
const STATIC_ROOTS: Readonly<Record<string, (source: unknown, args: never) => unknown>> = valueTypeResolvers.Query;

const keyOrNull: GraphQLFieldResolver<unknown, unknown> = (source, args, _, { parentType, fieldName, schema }) => {
  const root = parentType === schema.getQueryType() ? STATIC_ROOTS[fieldName] : undefined;
  if (root) return root(source, args as never);
  return source !== null && typeof source === 'object' && Object.hasOwn(source, fieldName)
    ? source[fieldName as keyof typeof source]
    : null;
};

/**
 * What can be answered of a subgraph's part of an operation without that subgraph: the keys of static roots, and null
 * for everything else. Without it, a key that the plan asks of a dead subgraph would take the live ones' data with it.
 * @returns null when nothing of it is static.
 */
export function answerStatically(
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const { data } = executeSync({
    schema: apiSchema(),
    document: parse(query),
    variableValues: variables,
    fieldResolver: keyOrNull,
  });
  return data ?? null;
}
