import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { addressOf } from './endpoint.ts';
import { closeDoors, openDoor } from './http.ts';

const source = testSource({
  endpoint: { variable: 'TEST_SOURCE_URL', fallback: null },
  timeout: 500,
  maxBytes: 1000,
});

/** An administration that answers as told, and a door to it with a clock that the test moves. */
async function administration(listener: RequestListener) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.TEST_SOURCE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data`;
  onTestFinished(async () => {
    await closeDoors();
    server.closeAllConnections();
    server.close();
  });
  const clock = { now: new Date('2026-09-01T08:00:00Z') };
  const door = openDoor({ now: () => clock.now, traceId: '1'.repeat(32), subgraph: 'test' });
  const ask = (path = '', of = source) => door.json(of, { url: addressOf(of, path) }, (body) => body);
  return { ask, door, clock, server, asked: () => asked };
}

const answering =
  (status: number, body = '{}', headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

describe('an answer', () => {
  it('is reused until its dataset’s freshness ends, then asked for again', async () => {
    const { ask, clock, asked } = await administration(answering(200, '{"bikes":3}'));
    const first = await ask();
    clock.now = new Date(clock.now.getTime() + 59_999);
    expect(await ask()).toEqual(first);
    expect(asked()).toBe(1);
    clock.now = new Date(clock.now.getTime() + 1);
    expect((await ask()).retrievedAt).toEqual(clock.now);
    expect(asked()).toBe(2);
  });

  it('is asked for once by all who want it at the same moment', async () => {
    const { ask, asked } = await administration(answering(200));
    await Promise.all([ask(), ask(), ask()]);
    expect(asked()).toBe(1);
  });

  it('is that of one question only', async () => {
    const { ask, asked } = await administration(({ url }, response) => response.end(JSON.stringify(url)));
    expect([(await ask('a')).value, (await ask('b')).value]).toEqual(['/data/a', '/data/b']);
    expect(asked()).toBe(2);
  });

  it('is not kept when it failed', async () => {
    let broken = true;
    const { ask } = await administration((_, response) => response.end(broken ? '{' : '{"ok":true}'));
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID' } });
    broken = false;
    expect((await ask()).value).toEqual({ ok: true });
  });
});

describe('a failure has a type', () => {
  it.each([
    ['a server error', answering(500), 'SOURCE_UNAVAILABLE'],
    ['an overload without a time to wait', answering(503), 'SOURCE_UNAVAILABLE'],
    ['an overload with one', answering(503, '', { 'retry-after': '120' }), 'SOURCE_THROTTLED'],
    ['a quota', answering(429), 'SOURCE_THROTTLED'],
    ['a missing key', answering(401), 'SOURCE_REFUSED'],
    ['an address that moved', answering(404), 'SOURCE_REFUSED'],
    ['truncated JSON', answering(200, '{"stations":['), 'SOURCE_INVALID'],
    ['an HTML page', answering(200, '<html></html>'), 'SOURCE_INVALID'],
    ['more than the dataset allows', answering(200, JSON.stringify('x'.repeat(2000))), 'SOURCE_TOO_LARGE'],
    ['no answer at all', () => {}, 'SOURCE_TIMEOUT'],
    ['half an answer', (_, response) => response.write('{"a":'), 'SOURCE_TIMEOUT'],
    ['a connection that breaks', (request) => request.socket.destroy(), 'SOURCE_UNAVAILABLE'],
  ] satisfies [string, RequestListener, string][])('%s', async (_, listener, code) => {
    const { ask } = await administration(listener);
    const failure = await ask().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      extensions: { code, dataset: 'test-data', administration: 'test-office' },
    });
    expect(JSON.stringify([String(failure), failure])).not.toMatch(/127\.0\.0\.1|http:/);
  });

  it('a refused connection', async () => {
    const { ask, server } = await administration(answering(200));
    await new Promise((resolve) => server.close(resolve));
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_UNAVAILABLE', retryable: true } });
  });

  it('says how long to wait when the administration does', async () => {
    const { ask } = await administration(answering(429, '', { 'retry-after': '120' }));
    await expect(ask()).rejects.toMatchObject({ extensions: { retryAfter: 120 } });
  });
});

it('does not follow a redirect', async () => {
  const { ask, asked } = await administration(answering(302, '', { location: '/elsewhere' }));
  await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_REFUSED' } });
  expect(asked()).toBe(1);
});

it('does not ask another host than the source’s own', async () => {
  const { door, asked } = await administration(answering(200));
  const url = new URL('http://127.0.0.1:1/data');
  await expect(door.json(source, { url }, (body) => body)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID' },
  });
  expect(asked()).toBe(0);
});
