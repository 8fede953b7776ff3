import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCatalogue } from './handler.ts';

const http = { method: 'GET', path: '/catalogue', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' };
function eventAt(domainName: string, headers: Record<string, string> = {}): APIGatewayProxyEventV2 {
  const requestContext = {
    accountId: '',
    apiId: '',
    domainName,
    domainPrefix: '',
    http,
    requestId: '',
    routeKey: '',
    stage: '',
    time: '',
    timeEpoch: 0,
  };
  const nothing = { version: '2.0', routeKey: '', rawPath: '/catalogue', rawQueryString: '', isBase64Encoded: false };
  return { ...nothing, headers, requestContext };
}

const answering = (body: object, more: object = {}) =>
  vi.fn(async (_: APIGatewayProxyEventV2) => ({ statusCode: 200, body: JSON.stringify(body), ...more }));
const empty = () => answering({ data: { datasets: [] } });
const failing = (code: string) => answering({ data: null, errors: [{ message: 'No.', extensions: { code } }] });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('its addresses', () => {
  const idAt = async (event: APIGatewayProxyEventV2) => {
    const { body } = await createCatalogue(empty())(event);
    return JSON.parse(body ?? '')['@id'];
  };

  it('are those of the domain that the Lambda was asked at, not of the host that the client names', async () => {
    const event = eventAt('api.example.org', { host: 'evil.example', 'x-forwarded-proto': 'http' });
    expect(await idAt(event)).toBe('https://api.example.org/catalogue');
  });

  it("are those of the loopback address on a machine of one's own", async () => {
    expect(await idAt(eventAt('localhost', { host: '[::1]:4000' }))).toBe('http://[::1]:4000/catalogue');
  });

  it('are what PUBLIC_URL says', async () => {
    vi.stubEnv('PUBLIC_URL', 'https://city.example/graph/');
    expect(await idAt(eventAt('localhost'))).toBe('https://city.example/graph/catalogue');
  });

  it.each(['city.example', 'ftp://city.example', 'https://city.example/?a=1', 'https://me:pw@city.example'])(
    'are not made of a PUBLIC_URL that is none: %s',
    async (address) => {
      vi.stubEnv('PUBLIC_URL', address);
      await expect(createCatalogue(empty())(eventAt('localhost'))).rejects.toThrow('PUBLIC_URL');
    },
  );
});

it('asks the graph as itself, with nothing of the client but the trace', async () => {
  const ask = empty();
  await createCatalogue(ask)({
    ...eventAt('api.example.org', { accept: 'application/geo+json', authorization: 'x', traceparent: '00-1' }),
    rawQueryString: 'query={a}',
    body: '{"query":"{ a }"}',
  });
  const [event] = ask.mock.calls[0] ?? [];
  expect(event).toMatchObject({ rawQueryString: '', requestContext: { http: { method: 'POST', path: '/graphql' } } });
  expect(event?.headers).toEqual({ 'content-type': 'application/json', traceparent: '00-1' });
  expect(event?.body).toContain('datasets(first: 200)');
});

describe('what is not whole is refused', () => {
  const refusalOf = async (ask: ReturnType<typeof answering>) => {
    const { statusCode, body } = await createCatalogue(ask)(eventAt('api.example.org'));
    return { statusCode, ...JSON.parse(body ?? '').errors[0].extensions };
  };

  it('with the code that the graph gives, and what that says of asking again', async () => {
    const code = 'SUBGRAPH_TIMEOUT';
    expect(await refusalOf(failing(code))).toEqual({ statusCode: 503, code, retryable: true });
  });

  it('even when some of it is there', async () => {
    const errors = [{ message: 'No.', path: ['datasets', 1], extensions: { code: 'SUBGRAPH_INVALID' } }];
    expect(await refusalOf(answering({ data: { datasets: [null] }, errors }))).toMatchObject({
      statusCode: 503,
      code: 'SUBGRAPH_INVALID',
    });
  });

  it('as a fault of ours when the code is none that we know', async () => {
    expect(await refusalOf(failing('toString'))).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: false });
  });

  it('as it is when the gateway has too much to do', async () => {
    const busy = { statusCode: 429, headers: { 'retry-after': '1' } };
    const ask = answering({ errors: [{ message: 'Later.', extensions: { code: 'TOO_MANY_REQUESTS' } }] }, busy);
    expect(await createCatalogue(ask)(eventAt('api.example.org'))).toMatchObject(busy);
  });
});
