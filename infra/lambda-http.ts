import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { LambdaHandler } from '../kernel/lambda.ts';

/** Largest request body, as API Gateway has it: 10 MB. */
const MAX_BODY = 10_000_000;

/** A Lambda handler behind `node:http`, as a Function URL would put it there. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a handler on the loopback interface; port 0 takes a free one. */
export async function serveLambda(handler: LambdaHandler, port = 0): Promise<Listening> {
  const server = createServer((request, response) => {
    answer(handler, request, response).catch((error: unknown) => {
      if (request.complete) console.error(error); // Else somebody went before all was said.
      response.writeHead(502).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Who comes in a crowd is answered or sent away by the handler, not by a queue of the system that is full.
    server.listen({ port, host: '127.0.0.1', backlog: 4_096 }, resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => close(server),
  };
}

async function answer(handler: LambdaHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  if (body === null) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  let leaving: (() => void)[] = [];
  response.once('close', () => {
    for (const leave of leaving) leave();
  });
  const result = await handler(toEvent(request, body), {
    // Who has gone already is told at once.
    onGone: (leave) => (response.closed ? leave() : leaving.push(leave)),
  });
  leaving = []; // Who has its answer does not leave without it; and a response may live as long as its connection.
  const { statusCode = 200, headers = {}, isBase64Encoded } = result;
  const content = Buffer.from(result.body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  response.writeHead(statusCode, { ...(headers as Record<string, string>), 'content-length': content.byteLength });
  response.end(content);
}

/** The body; null when it is too large. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > MAX_BODY) resolve(null);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** An API Gateway event, payload format 2.0. JSON comes as text, anything else in base64. */
function toEvent(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const isText = headers['content-type']?.startsWith('application/json') ?? false;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: search,
    headers,
    isBase64Encoded: !isText,
    body: body.toString(isText ? 'utf8' : 'base64'),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: 'local',
      routeKey: '$default',
      stage: '$default',
      time: new Date().toISOString(),
      timeEpoch: Date.now(),
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
