import { ApolloServer } from '@apollo/server';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerGraphQL, refuse } from './lambda.ts';

const server = new ApolloServer<{ agent: string | null }>({
  typeDefs: 'type Query { hello(name: String): String, agent: String } type Mutation { touch: Boolean }',
  resolvers: {
    Query: {
      hello: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
      agent: (_: unknown, __: unknown, { agent }: { agent: string | null }) => agent,
    },
  },
});
beforeAll(() => server.start());
afterAll(() => server.stop());

const post = (body: string, more: Partial<APIGatewayProxyEventV2> = {}) => ask('POST', { body, ...more });

async function ask(method: string, event: Partial<APIGatewayProxyEventV2>) {
  const whole: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'Content-Type': 'application/json' },
    isBase64Encoded: false,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'test',
      domainName: 'test',
      domainPrefix: 'test',
      http: { method, path: '/graphql', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '01/Sep/2026:08:00:00 +0000',
      timeEpoch: 0,
    },
    ...event,
  };
  const { statusCode, headers, body } = await answerGraphQL(server, whole, async () => ({
    agent: whole.headers['User-Agent'] ?? null,
  }));
  return { status: statusCode, type: headers?.['content-type'], answer: JSON.parse(body ?? 'null') as unknown };
}
const BASE64 = { isBase64Encoded: true };
const inBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

it('answers a question', async () => {
  expect(await post('{"query":"{ hello(name: \\"Ixelles\\") }"}')).toMatchObject({
    status: 200,
    type: expect.stringContaining('application/json'),
    answer: { data: { hello: 'Hello Ixelles' } },
  });
});

it('reads a body in base64, accents and all', async () => {
  const body = inBase64('{"query":"query($n: String) { hello(name: $n) }","variables":{"n":"Éclairage"}}');
  expect(await post(body, BASE64)).toMatchObject({ status: 200, answer: { data: { hello: 'Hello Éclairage' } } });
});

it.each(['{"query":', 'query=hello', '\u0000'])('refuses a body that is not JSON: %j', async (body) => {
  const refusal = { status: 400, answer: { errors: [{ message: 'The body is not JSON.' }] } };
  expect(await post(body)).toMatchObject(refusal);
  expect(await post(inBase64(body), BASE64)).toMatchObject(refusal);
});

it.each(['', '5', 'null', '[]', '{}', '{"query":7}'])('refuses a body that is no question: %s', async (body) => {
  expect(await post(body)).toMatchObject({ status: 400 });
});

it('answers a question in the address', async () => {
  const rawQueryString = new URLSearchParams({ query: '{ hello(name: "é") }' }).toString();
  const headers = { 'apollo-require-preflight': 'true' };
  expect(await ask('GET', { rawQueryString, headers })).toMatchObject({
    status: 200,
    answer: { data: { hello: 'Hello é' } },
  });
});

it('changes nothing for a GET', async () => {
  expect(await ask('GET', { rawQueryString: 'query=mutation%7Btouch%7D' })).toMatchObject({ status: 405 });
});

it('makes the context of each request from its event', async () => {
  const headers = { 'content-type': 'application/json', 'User-Agent': 'curl' };
  expect(await post('{"query":"{ agent }"}', { headers })).toMatchObject({ answer: { data: { agent: 'curl' } } });
});

it('refuses in the form of GraphQL over HTTP', () => {
  expect(refuse(404, 'NOT_FOUND', 'Nothing here.')).toEqual({
    statusCode: 404,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: '{"errors":[{"message":"Nothing here.","extensions":{"code":"NOT_FOUND","retryable":false}}]}',
  });
});
