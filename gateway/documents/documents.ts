import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../answering.ts';
import { openError, refusal } from '../errors.ts';
import { hashOf } from './hash.ts';
import type { DocumentMode } from './mode.ts';
import { hashNamedIn } from './named.ts';
import type { Published } from './published.ts';

/** Who asks, as far as it matters for documents. */
export interface Asker {
  /** The id of its client, whose own documents are known as well; null for anybody. */
  readonly client: string | null;
  readonly mode: DocumentMode;
  /** Set when it may be a client and cannot be recognised now: what it asks for may then be known all the same. */
  readonly isUnchecked?: boolean;
}

/** The documents that can be asked for by their hash. */
export interface Documents {
  /** Those that come with the gateway, by hash. */
  readonly trusted: ReadonlyMap<string, string>;
  /** Those that clients have published for themselves. */
  readonly published: Published;
  readonly askerOf: (context: GatewayContext) => Asker;
}

/**
 * Puts the document in the place of its hash, before anything is parsed, and refuses what the caller's mode does not
 * allow. Whoever sends a document with its hash is answered; it does not become known by that.
 */
export function knowDocuments(documents: Documents): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async ({ request, contextValue }) => {
      const refused = await settle(request, documents, documents.askerOf(contextValue));
      const { persistedQuery: _, ...extensions } = request.extensions ?? {};
      request.extensions = extensions; // Apollo Server has its own way with it, which is not asked.
      if (!refused) return;
      delete request.query;
      return {
        willSendResponse: async ({ response }) => {
          response.body = { kind: 'single', singleResult: { errors: [openError(refused.toJSON(), refused)] } };
          response.http.status = STATUS[String(refused.extensions.code)] ?? 400;
        },
      };
    },
  };
}

/** The clients of Apollo's protocol read the first two in an answer like any other. */
const STATUS: Readonly<Record<string, number>> = {
  PERSISTED_QUERY_NOT_FOUND: 200,
  PERSISTED_QUERY_NOT_SUPPORTED: 200,
  PERSISTED_QUERY_REQUIRED: 403,
};

/** Gives the request its document, or the refusal. */
async function settle(request: GraphQLRequest, documents: Documents, asker: Asker): Promise<GraphQLError | null> {
  try {
    const hash = hashNamedIn(request);
    const { query } = request;
    if (hash === null) return query === undefined || asker.mode !== 'only' ? null : required();
    if (query !== undefined && hashOf(query) !== hash)
      throw refusal('BAD_REQUEST', 'The hash is not that of the document that came with it.');
    if (query !== undefined && asker.mode !== 'only') return null;
    if (asker.mode === 'off') return refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    const known = await find(hash, documents, asker.client);
    if (known === UNREACHABLE) return notFound({ retryable: true });
    if (known === null)
      return query === undefined ? notFound(asker.isUnchecked ? { retryable: true } : {}) : required();
    request.query = known;
    return null;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const UNREACHABLE = Symbol('the table of published documents cannot be reached');

async function find(
  hash: string,
  { trusted, published }: Documents,
  client: string | null,
): Promise<string | typeof UNREACHABLE | null> {
  const own = trusted.get(hash);
  if (own !== undefined || client === null) return own ?? null;
  return published.find(client, hash).catch(() => UNREACHABLE);
}

// The words of the first are what older clients of Apollo's protocol look for.
const notFound = (details: { readonly retryable?: true }): GraphQLError =>
  refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', details);
const required = (): GraphQLError =>
  refusal(
    'PERSISTED_QUERY_REQUIRED',
    'This client asks by the hash of a document that is known here, and no other way.',
  );
