/**
 * The subgraphs that every gateway asks, in one process: `node bench/gateway/subgraph-server.ts [delay in ms]` prints
 * their ports as JSON. Each distinct question is executed once; after that its answer comes from memory, so that the
 * subgraphs are not what is measured.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { resolvers } from './data.ts';
import { SUBGRAPHS } from './graph.ts';

const delay = Number(process.argv[2] ?? 0);

function serve(schema: GraphQLSchema, sdl: string): Promise<number> {
  const answers = new Map<string, Promise<Buffer>>();
  const answer = async (body: string): Promise<Buffer> => {
    const { query, variables } = JSON.parse(body);
    // Mercurius asks for the schema, and takes it as it was written.
    if (query.includes('_service')) return Buffer.from(JSON.stringify({ data: { _service: { sdl } } }));
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    return Buffer.from(JSON.stringify(result));
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', async () => {
      let known = answers.get(body);
      if (!known) {
        known = answer(body);
        answers.set(body, known);
      }
      const bytes = await known;
      const send = (): void => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength });
        response.end(bytes);
      };
      if (delay > 0) setTimeout(send, delay);
      else send();
    });
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const ports: Record<string, number> = {};
for (const name of SUBGRAPHS) {
  const sdl = readFileSync(join(import.meta.dirname, 'subgraphs', `${name}.graphql`), 'utf8');
  ports[name] = await serve(buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers[name] }]), sdl);
}
console.log(JSON.stringify(ports));
