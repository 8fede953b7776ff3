import { buildSchema, type GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';

/** The contract, which costs nobody anything; null until it is there. */
export function useSchema(): GraphQLSchema | null {
  const [schema, know] = useState<GraphQLSchema | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    fetch('/schema.graphql', { signal: leaving.signal })
      .then((response) => response.text())
      .then((sdl) => know(buildSchema(sdl, { assumeValid: true })))
      .catch(() => {}); // The editor works without it, and a question says what is wrong.
    return () => leaving.abort();
  }, []);
  return schema;
}
