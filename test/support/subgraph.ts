import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import { askSubgraph, type Caller, type SubgraphRequest } from '../../gateway/transport/transport.ts';

/** What a subgraph was sent. */
export interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A subgraph that answers as a test says; gives what it was sent. */
export async function subgraph(answer: (response: ServerResponse, seen: Seen) => void): Promise<Seen[]> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      answer(response, { headers: request.headers, body });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('SUBGRAPH_AIR_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
  return seen;
}
/** Nobody in particular. */
const CALLER: Caller = {
  acceptLanguage: undefined,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  deadline: Number.POSITIVE_INFINITY,
};
/** Asks the subgraph of this test. */
export const ask = (caller: Partial<Caller> = {}, more: Partial<SubgraphRequest> = {}) =>
  askSubgraph({
    subgraph: 'air',
    body: '{"query":"{ no2 }"}',
    isMutation: false,
    entities: 0,
    caller: { ...CALLER, ...caller },
    ...more,
  });
