import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bytes of an answer that Lambda takes: 6 MB, and a little for what is around it. */
const MAX_ANSWER = 6_291_556;
const VERSION = '/2018-06-01/runtime';

/** What the function is asked, as the Runtime API says it. */
export interface Invocation {
  readonly event: unknown;
  /** Milliseconds after which the platform ends it, once the runtime has it. */
  readonly timeout: number;
  readonly arn: string;
  readonly traceId: string;
}

/** What a runtime reports as having gone wrong, at its start or in an invocation. */
export interface Reported {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** An invocation that has no answer. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  /** `Runtime.ExitError`, `Sandbox.Timedout`, or what the runtime reported. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** Lambda's Runtime API of one execution environment: one event at a time. */
export interface RuntimeApi {
  /** Host and port. */
  readonly address: string;
  /** Hands an event over as soon as the runtime asks for one; gives the answer, parsed. */
  readonly invoke: (invocation: Invocation) => Promise<unknown>;
  /** Fails what is running, and everything from now on. */
  readonly fail: (error: FunctionError) => void;
  readonly close: () => void;
}

interface Events {
  /** The runtime asks for an event: it has nothing left to do. */
  readonly onWaiting: () => void;
  /** An event is about to be handed over, for so many milliseconds. */
  readonly onEvent: (timeout: number) => void;
  readonly onInitError: (reported: Reported) => void;
}

interface Running {
  readonly id: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: FunctionError) => void;
}

/** Serves the API on the loopback interface (`docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html`). */
export async function serveRuntimeApi(events: Events): Promise<RuntimeApi> {
  let waiting: ServerResponse | null = null;
  let asked: (() => void) | null = null;
  let running: Running | null = null;
  let failed: FunctionError | null = null;

  const server = createServer(async (request, response) => {
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const [, id, what] =
      /^\/invocation\/([\w-]+)\/(response|error)$/.exec(request.url?.replace(VERSION, '') ?? '') ?? [];
    if (request.method === 'GET' && request.url === `${VERSION}/invocation/next`) {
      waiting = response;
      events.onWaiting();
      asked?.();
      return;
    }
    const body = await read(request);
    if (request.method === 'POST' && request.url === `${VERSION}/init/error`) {
      events.onInitError(JSON.parse(body.toString('utf8')));
      return say(202, { status: 'OK' });
    }
    if (!id || request.method !== 'POST') return say(404, { errorType: 'NotFound', errorMessage: '' });
    if (running?.id !== id) return say(400, { errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' });
    const { resolve, reject } = running;
    running = null;
    if (what === 'error') {
      const { errorType, errorMessage }: Reported = JSON.parse(body.toString('utf8'));
      reject(new FunctionError(errorType, errorMessage));
    } else if (body.byteLength > MAX_ANSWER) {
      const errorType = 'Function.ResponseSizeTooLarge';
      reject(
        new FunctionError(
          errorType,
          `Response payload size exceeded maximum allowed payload size (${MAX_ANSWER} bytes).`,
        ),
      );
      return say(413, { errorType, errorMessage: 'Exceeded maximum allowed payload size' });
    } else resolve(JSON.parse(body.toString('utf8')));
    say(202, { status: 'OK' });
  });
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoke: ({ event, timeout, arn, traceId }) =>
      new Promise((resolve, reject) => {
        if (failed) throw failed;
        const id = randomUUID();
        running = { id, resolve, reject };
        const hand = (): void => {
          events.onEvent(timeout);
          waiting?.writeHead(200, {
            'content-type': 'application/json',
            'lambda-runtime-aws-request-id': id,
            'lambda-runtime-deadline-ms': String(Date.now() + timeout),
            'lambda-runtime-invoked-function-arn': arn,
            'lambda-runtime-trace-id': traceId,
          });
          waiting?.end(JSON.stringify(event));
          [waiting, asked] = [null, null];
        };
        if (waiting) hand();
        else asked = hand;
      }),
    fail: (error) => {
      failed = error;
      running?.reject(error);
      running = null;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
