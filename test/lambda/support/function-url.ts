import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, Socket } from 'node:net';
import { eventOf, httpOf } from './event.ts';
import type { LambdaFunction } from './function.ts';
import { FunctionError } from './runtime-api.ts';
import { type Credentials, signerOf } from './signature.ts';

export interface FrontOptions {
  readonly region: string;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer };
  /** All that AWS knows, by access key. */
  readonly known: ReadonlyMap<string, Credentials>;
  /** The access key whose role may invoke (`lambda:InvokeFunctionUrl`). */
  readonly invoker: string;
  /** By the id in their URL. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

/** The Function URLs of a region, with `AuthType: AWS_IAM`. */
export interface Front {
  readonly urlOf: (id: string) => string;
  readonly port: number;
  /** Connections that were made. */
  readonly connections: () => number;
  /** Closes the connections that nobody uses, as AWS does after a while; or resets them, as what lies between may. */
  readonly drop: (how: 'end' | 'reset') => void;
  /** Why requests were refused, in turn. */
  readonly refusals: () => readonly string[];
  readonly close: () => void;
}

/** What AWS answers where there is no answer of the function's. */
const SAYS: Readonly<Record<number, string>> = {
  403: '{"Message":"Forbidden"}',
  429: '{"Message":"Rate Exceeded."}',
  502: 'Internal Server Error',
};

/** Serves them on the loopback interface. */
export async function serveFunctionUrls(options: FrontOptions): Promise<Front> {
  const { region, tls, known, invoker, functions } = options;
  let connections = 0;
  const open = new Set<Socket>();
  const refusals: string[] = [];

  async function answer(request: IncomingMessage): Promise<ReturnType<typeof httpOf>> {
    const say = (status: number) => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(SAYS[status] ?? ''),
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const incoming = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      body: Buffer.concat(chunks),
      sourceIp: '192.0.2.10',
    };
    const domain = (request.headers.host ?? '').replace(/:\d+$/, '');
    const [id = ''] = domain.split('.');
    const invoked = functions.get(id);
    const signer = signerOf(incoming, { region, service: 'lambda', known, now: new Date() });
    const refused = typeof signer !== 'string' ? signer.refused : signer === invoker && invoked ? null : 'not allowed';
    if (refused || typeof signer !== 'string' || !invoked) {
      refusals.push(refused ?? 'not allowed');
      return say(403);
    }
    const iam = {
      accessKey: signer,
      accountId: '123456789012',
      callerId: 'AROAGATEWAY:gateway',
      cognitoIdentity: null,
    };
    try {
      return httpOf(await invoked.invoke(eventOf(incoming, { id, domain, accountId: '123456789012', iam })));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return say(error.type === 'Throttled' ? 429 : 502);
    }
  }

  const server = createServer({ ...tls, keepAliveTimeout: 60_000 }, async (request, response) => {
    const { status, headers, body } = await answer(request);
    // As AWS has it: without a `keep-alive` header that would say for how long.
    response.writeHead(status, { ...headers, 'content-length': body.byteLength, connection: 'keep-alive' }).end(body);
  });
  server.on('secureConnection', () => (connections += 1));
  server.on('connection', (socket) => {
    if (!(socket instanceof Socket)) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    urlOf: (id) => `https://${id}.lambda-url.${region}.on.aws:${port}/`,
    connections: () => connections,
    drop: (how) => {
      if (how === 'reset') for (const socket of open) socket.resetAndDestroy();
      else server.closeIdleConnections();
    },
    refusals: () => refusals,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
