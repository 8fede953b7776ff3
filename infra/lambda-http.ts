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
      console.error(error);
      response.writeHead(502).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => close(server),
  };
}

async function answer(handler: LambdaHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    chunks.push(chunk);
  }
  const {
    statusCode = 200,
    headers = {},
    body = '',
    isBase64Encoded,
  } = await handler(toEvent(request, Buffer.concat(chunks)));
  response.writeHead(statusCode, headers as Record<string, string>);
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
}

/** An API Gateway event, payload format 2.0. Its body is base64 unless it is known to be text. */
function toEvent(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const url = new URL(`http://localhost${request.url}`);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    isBase64Encoded: true,
    body: body.toString('base64'),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
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
