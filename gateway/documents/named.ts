import type { GraphQLRequest } from '@apollo/server';
import { isData } from '../engine/data.ts';
import { refusal } from '../errors.ts';
import { isHash } from './hash.ts';

const PREFIX = 'sha256:';

/**
 * The hash by which a request names its document; null when it names none. Two ways are understood:
 * `extensions.persistedQuery` (Apollo's protocol, version 1), and `documentId` (GraphQL over HTTP, appendix on persisted
 * documents: `sha256:` and the hash), both in a body and in a query string.
 * @throws {GraphQLError} BAD_REQUEST for anything else in one of these places, and for two different hashes.
 */
export function hashNamedIn({ extensions, http }: GraphQLRequest): string | null {
  const given = [
    ...persistedQueries(extensions?.persistedQuery),
    ...documentIds(http?.method === 'GET' ? queryOf(http.search) : http?.body),
  ];
  const [hash = null, ...others] = new Set(given);
  if (others.length > 0) throw refusal('BAD_REQUEST', 'The request names two documents.');
  return hash;
}

function persistedQueries(given: unknown): readonly string[] {
  if (given === undefined || given === null) return [];
  if (isData(given) && given.version === 1 && isHash(given.sha256Hash)) return [given.sha256Hash];
  throw refusal(
    'BAD_REQUEST',
    '"extensions.persistedQuery" takes a "version" of 1 and a "sha256Hash" of 64 lower-case hexadecimal digits.',
  );
}

function documentIds(given: unknown): readonly string[] {
  const id = isData(given) ? given.documentId : undefined;
  if (id === undefined || id === null) return [];
  const hash = typeof id === 'string' && id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null;
  if (isHash(hash)) return [hash];
  throw refusal('BAD_REQUEST', '"documentId" takes "sha256:" and 64 lower-case hexadecimal digits.');
}

/** What a query string says of `documentId`: twice is as wrong as no text at all. */
function queryOf(search: string): unknown {
  const [id, ...more] = new URLSearchParams(search).getAll('documentId');
  return { documentId: more.length > 0 ? more : id };
}
