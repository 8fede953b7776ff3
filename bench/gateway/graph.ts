import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** The graph of the benchmark: the city's shape, in federation 1, so that every peer can serve it. */
export const SUBGRAPHS = ['governance', 'mobility', 'environment', 'economy'] as const;

/** Composes it for subgraphs on these ports. */
export function composeFor(ports: Readonly<Record<string, number>>): { supergraphSdl: string; apiSdl: string } {
  const composed = composeServices(
    SUBGRAPHS.map((name) => ({
      name,
      url: `http://127.0.0.1:${ports[name]}/graphql`,
      typeDefs: parse(readFileSync(join(import.meta.dirname, 'subgraphs', `${name}.graphql`), 'utf8')),
    })),
  );
  if (!composed.supergraphSdl || !composed.publicSdl) {
    throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  }
  return { supergraphSdl: composed.supergraphSdl, apiSdl: composed.publicSdl };
}
