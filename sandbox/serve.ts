import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SELF_SIGNED } from './certificate.ts';
import type { WireAnswer, WireQuestion } from './emulator.ts';
import { type Fault, misbehave, parseFault, textOf } from './faults.ts';
import { worldAt } from './world.ts';

/** An emulated administration on a port of its own. */
export interface Served {
  /** Where it is reached now. */
  readonly origin: () => string;
  /** Seconds by which its clock is wrong. */
  readonly clockError: () => number;
  /** Has it fail from now on, as {@link parseFault} reads it; null has it work again. */
  readonly fail: (fault: string | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Service {
  readonly id: string;
  readonly answer: (question: WireQuestion, origin: string) => Promise<WireAnswer>;
  /** Is told of every request that gets through, as `METHOD /path?query` or `POST <operation>`. */
  readonly onRequest: (question: string) => void;
}

/** Serves it on the loopback interface. */
export async function serve({ id, answer, onRequest }: Service): Promise<Served> {
  let fault: Fault | null = null;
  let asked = 0;
  const listener: RequestListener = (request, response) => {
    const operation = request.headers['x-amz-target']; // DynamoDB tells operations apart by this header alone.
    onRequest(`${request.method} ${operation ?? request.url}`);
    asked += 1;
    respond(request, response).catch((error: unknown) => {
      console.error(`The emulator of ${id} failed:`, error);
      send(response, { status: 500, body: 'The emulator failed' });
    });
  };
  let server = createServer(listener);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const origin = (): string => `${fault?.kind === 'certificate' ? 'https' : 'http'}://127.0.0.1:${port}`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
    const { method = 'GET', headers } = request;
    const question = { method, url: new URL(request.url ?? '/', origin()), headers, body };
    const wrong =
      fault &&
      (await misbehave(fault, {
        answer: () => answer(question, origin()),
        response,
        isDynamoDb: headers['x-amz-target'] !== undefined,
        chance: worldAt(new Date(0), 1).noise(id, asked),
      }));
    send(response, wrong ?? (await answer(question, origin())));
  }

  const listening = (kind: Fault['kind'] | undefined): 'not' | 'openly' | 'securely' =>
    kind === 'refuse' ? 'not' : kind === 'certificate' ? 'securely' : 'openly';
  return {
    origin,
    clockError: () => (fault?.kind === 'clock' ? Number(fault.argument) : 0),
    fail: async (text) => {
      const before = listening(fault?.kind);
      fault = text === null ? null : parseFault(text);
      const now = listening(fault?.kind);
      if (now === before) return;
      if (before !== 'not') await close(server);
      server = now === 'securely' ? createSecureServer(SELF_SIGNED, listener) : createServer(listener);
      if (now !== 'not') await listen(server, port);
    },
    close: async () => {
      if (server.listening) await close(server);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function send(response: ServerResponse, answer: WireAnswer): void {
  if (response.destroyed) return;
  const { status = 200, headers = {} } = answer;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(textOf(answer));
}
