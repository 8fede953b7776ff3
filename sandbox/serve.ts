import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SELF_SIGNED } from './certificate.ts';
import type { WireAnswer, WireQuestion } from './emulator.ts';
import { bytesOf, type Fault, misbehave, parseFault } from './faults.ts';
import { worldAt } from './world.ts';

/** An emulated administration on a port of its own. */
export interface Served {
  /** Where it is reached now; faults of connections change it. */
  readonly origin: () => string;
  /** Seconds by which its clock is wrong. */
  readonly clockError: () => number;
  /** Has it fail from now on, as {@link parseFault} reads it; null has it work again. */
  readonly fail: (fault: string | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A request that was answered. */
export interface Exchange {
  /** As `METHOD /path?query`, or `POST <operation>`; behind it the range of bytes, where only one is asked for. */
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  /** What was sent with it; empty for a GET. */
  readonly body: string;
  /** Bytes of the answer's body. */
  readonly bytes: number;
}

export interface Service {
  readonly id: string;
  readonly answer: (question: WireQuestion, origin: string) => Promise<WireAnswer>;
  /** Is told of every request that gets through, as `METHOD /path?query` or `POST <operation>`. */
  readonly onRequest: (question: string) => void;
  /** Is told of every request once its answer is sent. */
  readonly onAnswer?: (exchange: Exchange) => void;
}

/** Serves it on the loopback interface. */
export async function serve({ id, answer, onRequest, onAnswer }: Service): Promise<Served> {
  let fault: Fault | null = null;
  let asked = 0;
  const listener: RequestListener = (request, response) => {
    onRequest(nameOf(request));
    asked += 1;
    respond(request, response).catch((error: unknown) => {
      console.error(`The emulator of ${id} failed:`, error);
      send(response, { status: 500, body: 'The emulator failed' });
    });
  };
  // Both keep their ports whatever the fault: a port that is given up is soon another's.
  const plain = await listen(createServer(listener));
  let secure: Listening | null = null;
  const origin = (): string => {
    if (fault?.kind === 'refuse') return NOBODY;
    return fault?.kind === 'certificate' && secure
      ? `https://127.0.0.1:${secure.port}`
      : `http://127.0.0.1:${plain.port}`;
  };

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
    const bytes = send(response, wrong ?? (await answer(question, origin())));
    const range = headers.range ? ` ${headers.range}` : '';
    onAnswer?.({ request: `${nameOf(request)}${range}`, headers, body, bytes });
  }

  return {
    origin,
    clockError: () => (fault?.kind === 'clock' ? Number(fault.argument) : 0),
    fail: async (text) => {
      fault = text === null ? null : parseFault(text);
      if (fault?.kind === 'certificate') secure ??= await listen(createSecureServer(SELF_SIGNED, listener));
      plain.server.closeAllConnections();
    },
    close: async () => {
      await Promise.all([plain, secure].map((one) => one && close(one.server)));
    },
  };
}

/** DynamoDB tells operations apart by a header alone. */
const nameOf = ({ method, url, headers }: IncomingMessage): string => `${method} ${headers['x-amz-target'] ?? url}`;

/** Where nobody listens: the first of the ports that are reserved. */
const NOBODY = 'http://127.0.0.1:1';

interface Listening {
  readonly server: Server;
  readonly port: number;
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Sends an answer, and says how many bytes it has. */
function send(response: ServerResponse, answer: WireAnswer): number {
  if (response.destroyed) return 0;
  const { status = 200, headers = {} } = answer;
  const bytes = bytesOf(answer);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(bytes);
  return bytes.byteLength;
}
