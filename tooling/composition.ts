import { composeServices } from '@theguild/federation-composition';
import { buildSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import type { SubgraphFolder } from './folders.ts';
import { changesBy, claimsOf } from './guests.ts';
import { sdlOf } from './schema.ts';

/** What subgraphs compose to. */
export interface Composition {
  /** What the gateway runs. */
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSdl: string;
}

/** A subgraph's whole schema. */
export interface Part {
  readonly name: string;
  readonly sdl: string;
  /** It belongs to somebody else. */
  readonly isRemote: boolean;
}

/** The part of the graph that a folder brings. */
export function partOf(folder: SubgraphFolder): Part {
  return { name: folder.name, sdl: sdlOf(folder), isRemote: folder.isRemote };
}

/**
 * Composes subgraphs. Those of others are composed with ours by the same rules, and may only add to them.
 * @throws {Error} with one line for each thing that does not fit.
 */
export function compose(parts: readonly Part[]): Composition {
  const all = composed(parts);
  const remotes = parts.filter(({ isRemote }) => isRemote).map(({ name }) => name);
  if (remotes.length === 0) return all;
  const own = composed(parts.filter(({ isRemote }) => !isRemote));
  const problems = [...claimsOf(own, all, remotes), ...changesBy(own, all)];
  if (problems.length > 0) throw new Error(problems.map((problem) => `NOT_YOURS: ${problem}`).join('\n'));
  return all;
}

function composed(parts: readonly Part[]): Composition {
  const { supergraphSdl, publicSdl, errors } = composeServices(
    parts.map(({ name, sdl }) => ({ name, url: `subgraph://${name}`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl && publicSdl) {
    return { supergraphSdl, apiSdl: printSchema(lexicographicSortSchema(buildSchema(publicSdl))) };
  }
  throw new Error((errors ?? []).map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
}
