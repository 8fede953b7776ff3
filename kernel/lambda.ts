import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ERRORS, type ErrorCode } from './errors.ts';
import type { Clock } from './time.ts';

/** What is known of a call besides its event. */
export interface LambdaContext {
  /** Registers what is done when the client goes before it has its answer; Lambda itself cannot tell. */
  readonly onGone?: (leave: () => void) => void;
  /** Where "now" comes from; the system's clock by default. */
  readonly now?: Clock;
  /** Milliseconds until the platform ends the invocation; absent where none does. */
  readonly getRemainingTimeInMillis?: () => number;
}

/** A handler of API Gateway (payload format 2.0) and Function URL events. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context?: LambdaContext,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** Answers a GraphQL-over-HTTP request that came as an event; malformed JSON is a 400 (specification, 6.4.1). */
export async function answerGraphQL<Context extends BaseContext>(
  server: ApolloServer<Context>,
  event: APIGatewayProxyEventV2,
  context: () => Promise<Context>,
): Promise<APIGatewayProxyStructuredResultV2> {
  let body: unknown = {};
  const text = bodyOf(event);
  if (text) {
    try {
      body = JSON.parse(text);
    } catch {
      return refuse(400, 'BAD_REQUEST', 'The body is not JSON.');
    }
  }
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(event.headers))
    if (value !== undefined) headers.set(name.toLowerCase(), value);
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: event.requestContext.http.method,
      headers,
      search: event.rawQueryString ? `?${event.rawQueryString}` : '',
      body,
    },
    context,
  });
  if (response.body.kind !== 'complete') return refuse(406, 'NOT_ACCEPTABLE', 'Incremental delivery is not offered.');
  return {
    statusCode: response.status ?? 200,
    headers: { 'cache-control': 'no-store', ...Object.fromEntries(response.headers) },
    body: response.body.string,
  };
}

/** What is kept of an invocation to send its answer (milliseconds). */
const SENDING_MS = 300;

/** Milliseconds that an answer may take: `most`, or what is left of the invocation if that is less. */
export function timeFor(context: LambdaContext | undefined, most: number): number {
  const left = context?.getRemainingTimeInMillis?.();
  return left === undefined ? most : Math.min(most, left - SENDING_MS);
}

/** A refusal in GraphQL-over-HTTP form. */
export function refuse(statusCode: number, code: ErrorCode, message: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify({ errors: [{ message, extensions: { code, retryable: ERRORS[code].retryable } }] }),
  };
}

/** The text of a request's body; empty without one. */
export function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): string {
  return isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
}
