import type { RequestListener } from 'node:http';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveAt } from '../test/support/server.ts';
import { testSource } from '../test/support/source.ts';
import { addressOf } from './endpoint.ts';
import { SourceError } from './errors.ts';
import { openDoor } from './http.ts';
import type { Source } from './source.ts';
import { type SourceRequest, sourceRequests } from './trace.ts';
import { parseWire } from './wire.ts';

const source = testSource({ freshFor: 60 });
const START = Date.UTC(2026, 8, 1, 8);

/** A door to a server, with a clock that the test sets and a counter of what reached the server. */
async function open(listener: RequestListener, to: Source = source) {
  const seen: string[] = [];
  const clock = { seconds: 0 };
  const origin = await serveAt(to, (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  const door = openDoor({
    now: () => new Date(START + clock.seconds * 1000),
    traceId: '1'.repeat(32),
    subgraph: 'test',
  });
  const ask = (query: Record<string, string> = {}) =>
    door.json(to, { url: addressOf(to, '', query) }, (body) => parseWire(to, v.object({ count: v.number() }), body));
  return { ask, clock, door, origin, seen };
}

/** Answers with how many times it was asked. */
function counting(): RequestListener {
  let count = 0;
  return (_, response) => response.end(JSON.stringify({ count: ++count }));
}

/** How asking a server fails; the error must not tell where the server is. */
async function failure(listener: RequestListener, to: Source = source): Promise<SourceError> {
  const { ask, origin } = await open(listener, to);
  const error: unknown = await ask().catch((reason: unknown) => reason);
  if (!(error instanceof SourceError)) throw new Error('a SourceError was expected', { cause: error });
  const told = JSON.stringify([error.message, error.extensions]);
  expect(told).not.toContain(new URL(origin).port);
  expect(told).not.toMatch(/https?:|127\.0\.0\.1|localhost|\/data/);
  return error;
}
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('{"count":1}');

describe('an answer', () => {
  it('is reused until its dataset stops calling it fresh, and then asked again', async () => {
    const { ask, clock, seen } = await open(counting());
    expect(await ask()).toEqual({ value: { count: 1 }, retrievedAt: new Date(START) });
    clock.seconds = 59.999;
    expect(await ask()).toEqual({ value: { count: 1 }, retrievedAt: new Date(START) });
    clock.seconds = 60;
    expect(await ask()).toEqual({ value: { count: 2 }, retrievedAt: new Date(START + 60_000) });
    expect(seen).toHaveLength(2);
  });

  it('belongs to its question alone', async () => {
    const { ask, door, seen } = await open(counting());
    await ask({ page: '1' });
    await ask({ page: '2' });
    await door.json(source, { url: addressOf(source), method: 'POST', body: { page: 1 } }, () => null);
    await door.json(source, { url: addressOf(source), method: 'POST', body: { page: 2 } }, () => null);
    expect(seen).toEqual(['GET /data?page=1', 'GET /data?page=2', 'POST /data', 'POST /data']);
  });

  it('is asked for once by identical questions in flight, also of other clients', async () => {
    const { ask, door, seen } = await open(counting());
    const another = openDoor({ ...door, traceId: '2'.repeat(32) });
    const [a, b, c] = await Promise.all([
      ask(),
      ask(),
      another.json(source, { url: addressOf(source) }, () => 'the parser of the first one counts'),
    ]);
    expect([a, b, c].map(({ value }) => value)).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
    expect(seen).toHaveLength(1);
  });

  it('is not kept when it is a failure', async () => {
    let up = false;
    const { ask } = await open((_, response) => response.writeHead(up ? 200 : 500).end('{"count":1}'));
    await expect(ask()).rejects.toThrow(SourceError);
    up = true;
    expect(await ask()).toMatchObject({ value: { count: 1 } });
  });

  it('is not kept when it does not fit', async () => {
    const { ask, seen } = await open((_, response) => response.end('{"number":1}'));
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field: 'count' } });
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID' } });
    expect(seen).toHaveLength(2);
  });

  it('is reported as live, joined, cached or failed, without the host', async () => {
    const reports: SourceRequest[] = [];
    const listen = (report: unknown) => reports.push(report as SourceRequest);
    sourceRequests.subscribe(listen);
    let up = true;
    const { ask, clock } = await open((_, response) => response.writeHead(up ? 200 : 500).end('{"count":1}'));
    await Promise.all([ask({ q: 'x' }), ask({ q: 'x' })]);
    await ask({ q: 'x' });
    up = false;
    clock.seconds = 61;
    await ask({ q: 'x' }).catch(() => null);
    sourceRequests.unsubscribe(listen);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['LIVE', 'JOINED', 'CACHE', 'FAILED']);
    expect(reports[0]).toMatchObject({ dataset: 'test-data', request: 'GET /data?q=x', traceId: '1'.repeat(32) });
  });
});

describe('a question', () => {
  it('says who asks, and carries its headers and its body as JSON', async () => {
    vi.stubEnv('OPERATOR_CONTACT', 'city@example.org');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { door } = await open(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { accept, 'user-agent': agent, 'content-type': type, 'x-key': key } = request.headers;
      response.end(JSON.stringify({ accept, agent, type, key, body: Buffer.concat(chunks).toString() }));
    });
    const question = { url: addressOf(source), method: 'POST', headers: { 'x-key': 'k' }, body: { a: 1 } } as const;
    expect((await door.json(source, question, (body) => body)).value).toEqual({
      accept: 'application/json',
      agent: 'BrusselsCityGraph/0.1 (city@example.org)',
      type: 'application/json',
      key: 'k',
      body: '{"a":1}',
    });
  });

  it('is not asked of another host', async () => {
    const { door, seen } = await open(counting());
    await expect(door.json(source, { url: new URL('http://127.0.0.1:9/data') }, (body) => body)).rejects.toMatchObject({
      extensions: { code: 'SOURCE_INVALID' },
    });
    expect(seen).toEqual([]);
  });
});

describe('a failure', () => {
  it.each([
    [429, '7', 7],
    [503, '120', 120],
    [503, '0', 0],
    [429, 'Tue, 01 Sep 2026 08:00:30 GMT', 30],
    [503, 'Tue, 01 Sep 2026 07:00:00 GMT', 0],
  ])('of status %d with Retry-After "%s" asks us to wait', async (code, header, retryAfter) => {
    const { extensions } = await failure(status(code, { 'retry-after': header }));
    expect(extensions).toMatchObject({ code: 'SOURCE_THROTTLED', retryable: true, retryAfter });
  });

  it('of status 429 asks us to slow down also where it does not say for how long', async () => {
    const { extensions } = await failure(status(429, { 'retry-after': 'soon' }));
    expect(extensions).toMatchObject({ code: 'SOURCE_THROTTLED' });
    expect(extensions).not.toHaveProperty('retryAfter');
  });

  it.each([400, 401, 403, 404])('of status %d is a refusal', async (code) => {
    expect((await failure(status(code))).extensions).toMatchObject({ code: 'SOURCE_REFUSED', retryable: false });
  });

  it.each([500, 502, 503])('of status %d is an outage', async (code) => {
    expect((await failure(status(code))).extensions).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
  });

  it('to connect is an outage', async () => {
    const { ask } = await open(counting());
    process.env[source.endpoint.variable] = 'http://127.0.0.1:1/data';
    await expect(ask()).rejects.toMatchObject({
      message: 'Test data could not be reached.',
      extensions: { code: 'SOURCE_UNAVAILABLE' },
    });
  });

  it('in the middle of an answer is an outage', async () => {
    const { extensions } = await failure((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"count":', () => response.destroy());
    });
    expect(extensions).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('is a redirect to another host, which is not followed', async () => {
    const { extensions } = await failure((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:9/data' }).end();
    });
    expect(extensions).toMatchObject({ code: 'SOURCE_INVALID' });
  });

  it('is a redirect that leads nowhere', async () => {
    let asked = 0;
    const { extensions } = await failure((_, response) => {
      asked++;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(extensions).toMatchObject({ code: 'SOURCE_REFUSED' });
    expect(asked).toBe(3);
  });

  it('is an answer larger than the dataset declares', async () => {
    const small = testSource({ maxBytes: 1_000 });
    const answer = (bytes: number) => `{"count":1${' '.repeat(bytes - 11)}}`;
    const { extensions } = await failure((_, response) => response.end(answer(1_001)), small);
    expect(extensions).toMatchObject({ code: 'SOURCE_TOO_LARGE' });
    const { ask } = await open((_, response) => response.end(answer(1_000)), small);
    expect((await ask()).value).toEqual({ count: 1 });
  });

  it.each(['{"count":1', '', '<html>'])('is an answer that is not JSON: %s', async (body) => {
    const { extensions } = await failure((_, response) => response.end(body));
    expect(extensions).toMatchObject({ code: 'SOURCE_INVALID', field: 'body' });
  });

  it('is a refusal by its status, though its page never ends', async () => {
    const { extensions } = await failure(
      (_, response) => response.writeHead(404).write('<html>'),
      testSource({ timeout: 50 }),
    );
    expect(extensions).toMatchObject({ code: 'SOURCE_REFUSED', retryable: false });
  });

  it('is no answer in the time that the dataset allows', async () => {
    const { extensions } = await failure(() => {}, testSource({ timeout: 50 }));
    expect(extensions).toMatchObject({ code: 'SOURCE_TIMEOUT', retryable: true });
  });

  it('is no answer in what is left of the client’s request, whatever the dataset allows', async () => {
    const { ask, door } = await open(() => {}, testSource({ timeout: 600_000 }));
    const opened = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => opened + 5_950);
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    expect(door.remaining()).toBeLessThan(60);
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_TIMEOUT' } });
  });

  it('is an answer that does not end in that time', async () => {
    const { extensions } = await failure((_, response) => response.write('{"count":'), testSource({ timeout: 50 }));
    expect(extensions).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  });
});
