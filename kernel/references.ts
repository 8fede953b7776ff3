type ResolverMap = Readonly<Record<string, unknown>>;
type ResolveReference = (...given: unknown[]) => unknown;

/**
 * The same resolvers, but a reference that makes one throw is an error in its own place of `_entities`. A key may come
 * from a subgraph of somebody else, and what is thrown would take the entities of everybody else with it.
 */
export function eachReference(resolvers: ResolverMap): ResolverMap {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]) =>
      hasReference(fields)
        ? [type, { ...fields, __resolveReference: contained(fields.__resolveReference) }]
        : [type, fields],
    ),
  );
}

function hasReference(fields: unknown): fields is { readonly __resolveReference: ResolveReference } {
  return (
    typeof fields === 'object' &&
    fields !== null &&
    '__resolveReference' in fields &&
    typeof fields.__resolveReference === 'function'
  );
}

function contained(resolve: ResolveReference): ResolveReference {
  return (...given) => {
    try {
      return resolve(...given);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
}
