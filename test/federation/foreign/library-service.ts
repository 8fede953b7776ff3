/** A federation service as somebody else may write it: it knows nothing of this project but the schema it gave it. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

export const TOKEN = 'a-token.of~the+libraries==';

interface Library {
  readonly id: string;
  readonly name: { readonly fr: string; readonly nl: string };
  readonly seats: number | null;
  readonly nisCode: string;
}
const LIBRARIES: readonly Library[] = [
  { id: 'chapelle', name: { fr: 'Bibliothèque Chapelle', nl: 'Bibliotheek Kapel' }, seats: 40, nisCode: '21004' },
  { id: 'etang', name: { fr: "Bibliothèque de l'Étang", nl: 'Vijverbibliotheek' }, seats: null, nisCode: '21009' },
  { id: 'parc', name: { fr: 'Bibliothèque du Parc', nl: 'Parkbibliotheek' }, seats: 12, nisCode: '21009' },
];

interface Reader {
  readonly language: 'fr' | 'nl';
}
const resolvers = {
  Query: {
    libraries: (_: unknown, { ids }: { ids?: readonly string[] | null }) =>
      ids ? ids.map((id) => LIBRARIES.find((each) => each.id === id) ?? null) : LIBRARIES,
  },
  Library: {
    __resolveReference: ({ id }: { id: string }) => LIBRARIES.find((each) => each.id === id) ?? null,
    municipality: ({ nisCode }: Library) => ({ nisCode }),
  },
  Municipality: {
    libraries: ({ nisCode }: { nisCode: string }) => LIBRARIES.filter((each) => each.nisCode === nisCode),
  },
  LocalizedText: {
    value: (name: Library['name'], { lang }: { lang?: string | null }, { language }: Reader) =>
      name[lang?.toLowerCase() as 'fr' | 'nl'] ?? name[language],
  },
};

/** A way of answering in the place of GraphQL; `answer` is what would have been said. */
export type Manner = (response: ServerResponse, answer: () => Promise<string>, request: IncomingMessage) => void;

export interface LibraryService {
  readonly url: string;
  /** The headers of every request that came. */
  readonly seen: IncomingHttpHeaders[];
  /** How it answers from now on; null as it should. */
  behave(manner: Manner | null): void;
  close(): Promise<void>;
}

export async function startLibraries(): Promise<LibraryService> {
  const typeDefs = parse(readFileSync(join(import.meta.dirname, 'subgraph', 'schema.graphql'), 'utf8'));
  const apollo = new ApolloServer<Reader>({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  await apollo.start();
  const seen: IncomingHttpHeaders[] = [];
  let manner: Manner | null = null;
  const server = createServer(async (request, response) => {
    seen.push(request.headers);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = async (): Promise<string> => {
      const { body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          search: '',
          headers: new HeaderMap(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
          body: JSON.parse(Buffer.concat(chunks).toString()),
        },
        context: async () => ({ language: request.headers['accept-language']?.startsWith('nl') ? 'nl' : 'fr' }),
      });
      return body.kind === 'complete' ? body.string : '';
    };
    response.setHeader('content-type', 'application/json');
    if (request.headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end('{"error":"wrong token"}');
    else if (manner) manner(response, answer, request);
    else response.end(await answer());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    behave: (next) => {
      manner = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await apollo.stop();
    },
  };
}
