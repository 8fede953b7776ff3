import { request as plainRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';
import { leakIn } from '../support/leaks.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { request, send, ask, reached, expectTyped, expectRefused } = attackerOf(() => city);

const GOOD = '{"query":"{ municipalities { nisCode } }"}';
const NO_QUESTION = ['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED'];

describe('a body', () => {
  it.each([
    ['malformed', '{'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"{ __typename }"'],
    ['UTF-16', Buffer.from('{"query":"{ __typename }"}', 'utf16le')],
    ['UTF-8 with a mark of its byte order', Buffer.from('\ufeff{"query":"{ __typename }"}')],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['query that is no text', '{"query":{"kind":"Document"}}'],
    ['query that is empty', '{"query":""}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
    ['variables that are a text', '{"query":"{ __typename }","variables":"{}"}'],
    ['extensions that are a number', '{"query":"{ __typename }","extensions":1}'],
    ['operationName that is a list', '{"query":"{ __typename }","operationName":["a"]}'],
  ])('%s', async (_, body) => {
    await expectRefused(await send(body), 'BAD_REQUEST');
  });

  it('of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await expectRefused(await send(new Uint8Array(bytes)), NO_QUESTION);
      }),
      { numRuns: 40 },
    );
  });

  it('of any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
        await expectRefused(await send(body), NO_QUESTION);
      }),
      { numRuns: 40 },
    );
  });

  it('of JSON that is nested without end', async () => {
    for (const open of ['[', '{"a":', '{"query":{"a":', '{"query":"{ __typename }","variables":{"a":'])
      await expectRefused(await send(open.repeat(2_000)), 'BAD_REQUEST');
    const nested = `${'['.repeat(40_000)}${']'.repeat(40_000)}`;
    const variables = await send(`{"query":"query($i: [ID!]) { stops(ids: $i) { id } }","variables":{"i":${nested}}}`);
    await expectRefused(variables, ['BAD_USER_INPUT', 'BAD_REQUEST']);
    const document = await ask(`{ stops(ids: ${'['.repeat(990)}${']'.repeat(990)}) { id } }`);
    await expectRefused(document, ['GRAPHQL_VALIDATION_FAILED', 'QUERY_TOO_COMPLEX']);
  });
});

describe('a form of another page', () => {
  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/xml',
    'application/json-patch+json',
    'text/json',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/jsonp',
  ])('a POST of %s', async (type) => {
    await expectRefused(await send(GOOD, { 'content-type': type }), 'BAD_REQUEST', 415);
  });

  it('of any media type that is not JSON', async () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9.+-]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(token, token, async (type, subtype) => {
        await expectRefused(await send(GOOD, { 'content-type': `${type}/${subtype}` }), 'BAD_REQUEST', 415);
      }),
      { numRuns: 20 },
    );
  });

  it('a GET that a picture on a page could make', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ municipalities { nisCode } }')}`;
    await expectRefused(await request(path, {}), 'BAD_REQUEST');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      await expectRefused(await request(path, { headers: { 'content-type': type } }), 'BAD_REQUEST');
  });

  it.each(['null', 'https://evil.example', 'file://', 'javascript:alert(1)', 'https://a.example, https://b.example'])(
    'from the origin %s gets no leave to send what it could not send without',
    async (origin) => {
      const { status, headers, text } = await request('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: GOOD,
      });
      expect(status).toBe(200);
      // No cookie is ever read: a page may read what everybody may.
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(text).not.toContain('evil');
    },
  );
});

describe('a method', () => {
  const get = (query: string, more = '') =>
    request(`/graphql?query=${encodeURIComponent(query)}${more}`, { headers: { 'apollo-require-preflight': '1' } });

  it('GET changes nothing: a mutation is refused', async () => {
    const refusal = await get('mutation { anything }');
    expectTyped(refusal, ['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED'], refusal.status);
    expect([400, 405]).toContain(refusal.status);
    expect(reached()).toBe(0);
  });

  it('GET with a place is refused, wherever the place stands', async () => {
    const refusals = await Promise.all([
      get('{ location(at: { lat: 50.8467, lon: 4.3525 }) { lat } }'),
      get('query($at: PointInput!) { location(at: $at) { lat } }', '&variables={"at":{"lat":50.8467,"lon":4.3525}}'),
      get(
        'query($at: PointInput! = { lat: 50.8467, lon: 4.3525 }) { ...F } fragment F on Query { location(at: $at) { lat } }',
      ),
    ]);
    for (const refusal of refusals) expectTyped(refusal, 'POSITION_NEEDS_POST', 405);
    await expectRefused(refusals[0] as never, 'POSITION_NEEDS_POST', 405);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
    const body = method === 'OPTIONS' ? {} : { body: GOOD };
    const refusal = await request('/graphql', { method, headers: { 'content-type': 'application/json' }, ...body });
    await expectRefused(refusal, 'BAD_REQUEST', 405);
  });

  it('with a query string that is none', async () => {
    for (const search of [
      '',
      '?',
      '?query',
      '?query=%',
      '?query=%ff',
      '?query={&query={',
      '?variables={}',
      '?a[b]=c',
    ]) {
      const refusal = await request(`/graphql${search}`, { headers: { 'apollo-require-preflight': '1' } });
      await expectRefused(refusal, NO_QUESTION);
    }
    await expectRefused(await get('{ __typename }', '&variables={'), 'BAD_REQUEST');
    await expectRefused(await get('{ __typename }', '&extensions=['), 'BAD_REQUEST');
  });
});

describe('headers', () => {
  /** `fetch` checks what it sends; this does not. */
  function post(headers: Record<string, string>): Promise<{ status: number | undefined; text: string }> {
    const { hostname, port } = new URL(city.url);
    return new Promise((resolve, reject) => {
      const sent = plainRequest({ hostname, port, path: '/graphql', method: 'POST', headers }, async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode, text });
      });
      sent.on('error', reject).end(GOOD);
    });
  }

  it('of 20 KB are refused', async () => {
    const { status, text } = await post({ 'content-type': 'application/json', 'x-much': 'x'.repeat(20_000) });
    expect([status, text]).toEqual([431, '']);
    expect(reached()).toBe(0);
  });

  it.each([
    'accept',
    'accept-language',
    'content-type',
    'origin',
    'traceparent',
    'x-api-key',
    'authorization',
    'accept-encoding',
    'access-control-request-method',
    'cookie',
  ])('%s of any text is answered or refused, and tells nothing', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[ -~\x80-\xff]{1,80}$/), async (value) => {
        const { status = 500, text } = await post({ 'content-type': 'application/json', [name]: value });
        expect([200, 400, 401, 406, 415]).toContain(status);
        expect(leakIn(text)).toBeNull();
        if (status !== 200) expect(reached()).toBe(0);
        city.resetCounts();
      }),
      { numRuns: 25 },
    );
  });

  it('a media type that nobody can write is refused before anybody is asked', async () => {
    const { status, text } = await post({ 'content-type': 'application/json', accept: 'image/png' });
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(reached()).toBe(0);
  });

  it.each(['*/*', 'application/*', 'application/json;q=0.1, text/html', 'application/graphql-response+json', ''])(
    'one who reads %j is answered',
    async (accept) => {
      const { status } = await post({
        'content-type': 'application/json; charset=UTF-8',
        ...(accept ? { accept } : {}),
      });
      expect(status).toBe(200);
    },
  );
});
