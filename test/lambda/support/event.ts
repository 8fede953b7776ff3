import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** A request as it came over HTTP. */
export interface Incoming {
  readonly method: string;
  /** Path and query string, as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** Whose door it is, and who stands before it. */
export interface Door {
  readonly id: string;
  readonly domain: string;
  readonly accountId: string;
  /** What Lambda knows of who signed. */
  readonly iam?: Readonly<Record<string, string | null>> | undefined;
}

/** What comes as text; everything else comes in base64. */
const TEXT = /^(text\/.*|application\/(json|javascript|xml))(;.*)?$/i;

/** The event of a request, payload format 2.0 (`docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html`). */
export function eventOf({ method, target, headers, body, sourceIp }: Incoming, door: Door): APIGatewayProxyEventV2 {
  const [path = '/', query = ''] = target.split(/\?(.*)/s);
  const { cookie, ...others } = headers;
  const isText = TEXT.test(headers['content-type'] ?? '');
  const parameters = Object.fromEntries(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers: {
      ...others,
      'x-forwarded-for': sourceIp,
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-amzn-trace-id': 'Root=1-65a1b2c3-0123456789abcdef01234567',
    },
    ...(query ? { queryStringParameters: parameters } : {}),
    requestContext: {
      accountId: door.accountId,
      apiId: door.id,
      ...(door.iam ? { authorizer: { iam: door.iam } } : {}),
      domainName: door.domain,
      domainPrefix: door.id,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body.byteLength > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.byteLength > 0 && !isText,
  };
}

/** What goes over HTTP of an answer: what has no status is the body itself. */
export function httpOf(answer: unknown): { status: number; headers: Record<string, string>; body: Buffer } {
  if (!isStructured(answer)) {
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: Buffer.from(JSON.stringify(answer)) };
  }
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded } = answer;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    status: statusCode,
    headers: Object.fromEntries(texts),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function isStructured(answer: unknown): answer is APIGatewayProxyStructuredResultV2 {
  return typeof answer === 'object' && answer !== null && 'statusCode' in answer;
}
