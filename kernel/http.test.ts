import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { counting, open, START, source, status } from '../test/support/door.ts';
import { testSource } from '../test/support/source.ts';
import { addressOf } from './endpoint.ts';
import { SourceError } from './errors.ts';
import { openDoor } from './http.ts';
import { type SourceRequest, sourceRequests } from './trace.ts';

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

describe('an answer that is old', () => {
  const kept = testSource({ freshFor: 60, staleFor: 600 });

  it('stands in while the source fails, within what its dataset allows, and says so', async () => {
    let isUp = true;
    const { ask, clock, enter } = await open((...given) => status(isUp ? 200 : 500)(...given), kept);
    await ask();
    isUp = false;
    clock.seconds = 659;
    const door = enter();
    expect((await ask({}, door)).value).toEqual({ count: 1 });
    expect(door.sources()).toMatchObject([
      { state: 'DOWN', servedFrom: 'STALE', retrievedAt: '2026-09-01T08:00:00.000Z' },
    ]);
    expect(door.freshUntil()).toBeLessThan(clock.seconds * 1000 + START);
    clock.seconds = 660;
    await expect(ask()).rejects.toThrow(SourceError);
  });

  it('stands in when the caller cannot wait any longer', async () => {
    let isUp = true;
    const { ask, clock, enter } = await open((_, response) => (isUp ? response.end('{"count":1}') : undefined), kept);
    await ask();
    isUp = false;
    clock.seconds = 61;
    const door = enter('400');
    expect((await ask({}, door)).value).toEqual({ count: 1 });
    expect(door.sources()).toMatchObject([{ servedFrom: 'STALE' }]);
  });

  it('does not stand in where the administration refuses what we ask', async () => {
    let isOpen = true;
    const { ask, clock } = await open((...given) => status(isOpen ? 200 : 403)(...given), kept);
    await ask();
    isOpen = false;
    clock.seconds = 61;
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_REFUSED' } });
  });
});

describe('a client that goes', () => {
  it('takes its question with it, and leaves it to whoever waits for it too', async () => {
    let closed = 0;
    const answers: (() => void)[] = [];
    const { ask } = await open((_, response) => {
      response.once('close', () => closed++);
      answers.push(() => response.end('{"count":1}'));
    });
    const leave: (() => void)[] = [];
    const visit = () =>
      openDoor(
        { now: () => new Date(START), traceId: '2'.repeat(32), subgraph: 'test' },
        { onGone: (go) => leave.push(go) },
      );
    const [one, two] = [ask({}, visit()), ask({}, visit())];
    one.catch(() => {});
    await expect.poll(() => answers.length).toBe(1);
    leave[0]?.();
    await expect(one).rejects.toThrow(SourceError);
    answers[0]?.();
    expect((await two).value).toEqual({ count: 1 });

    const alone = ask({ page: '2' }, visit());
    alone.catch(() => {});
    await expect.poll(() => answers.length).toBe(2);
    const before = closed;
    leave[2]?.();
    await expect(alone).rejects.toThrow(SourceError);
    // Who comes now does not join what was given up.
    const next = ask({ page: '2' });
    await expect.poll(() => answers.length).toBe(3);
    answers[2]?.();
    expect((await next).value).toEqual({ count: 1 });
    expect(closed).toBeGreaterThan(before);
  });
});

it('lets no more than so many wait for one answer of a slow source', async () => {
  const answers: (() => void)[] = [];
  const { ask, seen } = await open((_, response) => answers.push(() => response.end('{"count":1}')));
  const waiting = Array.from({ length: 80 }, () => ask());
  await new Promise((resolve) => setTimeout(resolve, 550));
  await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SOURCE_UNAVAILABLE', retryAfter: 1 } });
  answers[0]?.();
  expect(await Promise.all(waiting)).toHaveLength(80);
  expect(seen).toHaveLength(1);
});
