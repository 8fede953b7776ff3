import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { counting, failure, open, source, status } from '../test/support/door.ts';
import { testSource } from '../test/support/source.ts';

describe('a failure', () => {
  it.each([
    [429, '7', 7],
    [503, '120', 120],
    [503, '0', 0],
    [503, '999999', 3_600],
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

  it.each([
    ['in a gateway’s JSON', 'Forbidden', '{"statusCode":403,"message":"Quota Exceeded"}'],
    ['in words around it', 'Forbidden', 'Out of call volume quota. Quota will be replenished in 02:12:33.'],
    ['in its reason alone', 'Quota Exceeded', ''],
  ])('of status 403 is no refusal where it says that a quota is used up, %s', async (_, reason, page) => {
    const { extensions } = await failure((_, response) => response.writeHead(403, reason).end(page));
    expect(extensions).toMatchObject({ code: 'SOURCE_THROTTLED', retryable: true });
  });

  it('of another status is a refusal whatever its page says', async () => {
    const { extensions } = await failure((_, response) => response.writeHead(404).end('Quota Exceeded'));
    expect(extensions).toMatchObject({ code: 'SOURCE_REFUSED' });
  });

  it('of status 403 whose page never ends is a refusal', async () => {
    const endless = failure((_, response) => response.writeHead(403).write('<html>'), testSource({ timeout: 50 }));
    expect((await endless).extensions).toMatchObject({ code: 'SOURCE_REFUSED' });
  });

  it.each([500, 502, 503])('of status %d is an outage, of one that was reached', async (code) => {
    const { extensions, message } = await failure(status(code));
    expect(extensions).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
    expect(message).toBe('Test data answered with an error of its own.');
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

describe('an answer on the wire', () => {
  it('may be compressed; what it unpacks to counts', async () => {
    const { ask } = await open((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"count":1}'));
    });
    expect((await ask()).value).toEqual({ count: 1 });
  });

  it('is too large when a small one unpacks to more than the dataset declares', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, ' '));
    expect(bomb.byteLength).toBeLessThan(10_000);
    const { extensions } = await failure(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      testSource({ maxBytes: 1_000_000 }),
    );
    expect(extensions).toMatchObject({ code: 'SOURCE_TOO_LARGE' });
  });

  it.each(['gzip', 'br'])('does not fit when it is not what it says: %s', async (encoding) => {
    const { extensions } = await failure((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('{"count":1}'),
    );
    expect(extensions).toMatchObject({ code: 'SOURCE_INVALID' });
  });

  it('is found where its host redirects to', async () => {
    const { ask, seen } = await open((request, response) => {
      if (request.url === '/data') response.writeHead(301, { location: '/data/' }).end();
      else response.end('{"count":1}');
    });
    expect((await ask()).value).toEqual({ count: 1 });
    expect(seen).toEqual(['GET /data', 'GET /data/']);
  });

  it('is asked for again only if it has changed', async () => {
    let version = 1;
    const conditions: unknown[] = [];
    const { ask, clock } = await open(
      (request, response) => {
        const etag = `"v${version}"`;
        conditions.push(request.headers['if-none-match'], request.headers['if-modified-since']);
        const headers = { etag, 'last-modified': 'Tue, 01 Sep 2026 07:00:00 GMT' };
        if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
        else response.writeHead(200, headers).end(JSON.stringify({ count: version }));
      },
      testSource({ staleFor: 600 }),
    );
    const first = await ask();
    clock.seconds = 61;
    const second = await ask();
    expect(second.value).toBe(first.value);
    expect(second.retrievedAt.getTime() - first.retrievedAt.getTime()).toBe(61_000);
    version = 2;
    clock.seconds = 122;
    expect((await ask()).value).toEqual({ count: 2 });
    const since = 'Tue, 01 Sep 2026 07:00:00 GMT';
    expect(conditions).toEqual([undefined, undefined, '"v1"', since, '"v1"', since]);
  });
});
