import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { counting, open, status } from '../../test/support/door.ts';
import { testSource } from '../../test/support/source.ts';
import { addressOf } from '../endpoint.ts';
import { SourceError } from '../errors.ts';
import { gateOf } from './gate.ts';
import { afterAnswer, afterFailure, FAILURES, OPEN_MS, UNKNOWN } from './standing.ts';

const OPEN = OPEN_MS / 1000;
const source = testSource({ freshFor: 1 });
const failed = (
  code: 'SOURCE_UNAVAILABLE' | 'SOURCE_TIMEOUT' | 'SOURCE_REFUSED' | 'SOURCE_THROTTLED',
  after?: number,
) => new SourceError(code, source, { retryAfter: after });

/** Answers with the statuses in turn, the last one for ever. */
function inTurn(...statuses: number[]): RequestListener {
  let n = 0;
  return (_, response) => status(statuses[Math.min(n++, statuses.length - 1)] ?? 200)(_, response);
}
const codeOf = (error: unknown): unknown => (error instanceof SourceError ? error.extensions.code : error);

describe('how a source stands', () => {
  it('is unchanged by a refusal, which is about one question', () => {
    expect(afterFailure(UNKNOWN, failed('SOURCE_REFUSED'), 1_000)).toBe(UNKNOWN);
  });

  it('keeps since when it fails, and closes after so many failures in a row', () => {
    let standing = UNKNOWN;
    for (let n = 1; n <= FAILURES; n++) {
      standing = afterFailure(standing, failed('SOURCE_UNAVAILABLE'), n * 1_000);
      expect(standing).toMatchObject({ state: 'DOWN', since: 1_000, failures: n });
      expect(standing.closedUntil).toBe(n < FAILURES ? 0 : n * 1_000 + OPEN_MS);
    }
    expect(afterAnswer(standing, 99_000, false)).toEqual({
      state: 'OK',
      since: 99_000,
      failures: 0,
      closedUntil: 0,
      at: 99_000,
    });
  });

  it('closes sooner when it hangs', () => {
    const once = afterFailure(UNKNOWN, failed('SOURCE_TIMEOUT'), 1_000);
    expect(once.closedUntil).toBe(0);
    expect(afterFailure(once, failed('SOURCE_TIMEOUT'), 4_000).closedUntil).toBe(4_000 + OPEN_MS);
  });

  it.each([
    [120, 120],
    [undefined, 30],
    [0, 1],
  ])('waits as an administration asks, %s seconds', (asked, waited) => {
    const standing = afterFailure(UNKNOWN, failed('SOURCE_THROTTLED', asked), 1_000);
    expect(standing).toMatchObject({ state: 'THROTTLED', closedUntil: 1_000 + waited * 1_000, failures: 0 });
  });
});

describe('the gate', () => {
  it('asks nobody while it is closed, then one to try, then everybody', async () => {
    let isUp = false;
    const { ask, clock, seen } = await open((...given) => status(isUp ? 200 : 500)(...given), source);
    for (let n = 0; n < FAILURES; n++) expect(codeOf(await ask().catch((e) => e))).toBe('SOURCE_UNAVAILABLE');
    const asked = seen.length; // Some retries among them.
    const refused: unknown = await ask().catch((error) => error);
    expect(refused).toMatchObject({
      message: 'Test data has failed so often that it is left alone for a while.',
      extensions: { code: 'SOURCE_UNAVAILABLE', retryAfter: OPEN },
    });
    clock.seconds = OPEN - 1;
    await ask().catch(() => {});
    expect(seen).toHaveLength(asked);
    clock.seconds = OPEN;
    await ask().catch(() => {}); // The probe, which fails: closed again.
    expect(seen).toHaveLength(asked + 1);
    await ask().catch(() => {});
    expect(seen).toHaveLength(asked + 1);
    isUp = true;
    clock.seconds = 2 * OPEN;
    expect((await ask()).value).toEqual({ count: 1 });
    expect((await ask({ other: '1' })).value).toEqual({ count: 1 });
    expect(seen).toHaveLength(asked + 3);
  });

  it('lets the other questions wait for the one that tries, and lets them through when it is answered', async () => {
    let isUp = false;
    const { ask, clock, seen } = await open((...given) => status(isUp ? 200 : 500)(...given), source);
    for (let n = 0; n < FAILURES; n++) await ask().catch(() => {});
    isUp = true;
    const asked = seen.length;
    clock.seconds = OPEN;
    const all = await Promise.all(['1', '2', '3'].map((page) => ask({ page })));
    expect(all.map(({ value }) => value.count)).toEqual([1, 1, 1]);
    expect(seen).toHaveLength(asked + 3);
  });

  it('has one question try a source that still fails, however many there are', async () => {
    const { ask, clock, seen } = await open(status(500), source);
    for (let n = 0; n < FAILURES; n++) await ask().catch(() => {});
    const asked = seen.length;
    clock.seconds = OPEN;
    await Promise.allSettled(['1', '2', '3', '4'].map((page) => ask({ page })));
    expect(seen).toHaveLength(asked + 1);
  });

  it('does not open for an answer to what was asked before it closed', async () => {
    const late: (() => void)[] = [];
    const { ask, seen } = await open((request, response) => {
      if (request.url?.includes('slow')) late.push(() => response.end('{"count":1}'));
      else response.writeHead(500).end();
    }, source);
    const slow = ask({ slow: '1' });
    for (let n = 0; n < FAILURES; n++) await ask().catch(() => {});
    const asked = seen.length;
    late[0]?.();
    expect((await slow).value).toEqual({ count: 1 });
    await ask().catch(() => {});
    expect(seen).toHaveLength(asked);
  });

  it('asks once more after an error that may pass, and no more than once', async () => {
    const { ask, seen } = await open(inTurn(200, 200, 200, 200, 503, 503, 200), source);
    // Five questions earn one retry; the next one has to earn another.
    for (const n of ['1', '2', '3', '4']) await ask({ n });
    await expect(ask({ n: '5' })).rejects.toThrow(SourceError);
    expect(seen).toHaveLength(6);
    expect((await ask({ n: '5' })).value).toEqual({ count: 1 });
    expect(seen).toHaveLength(7);
  });

  it.each([
    ['a refusal', inTurn(404, 200)],
    [
      'being asked to wait',
      ((_, response) => response.writeHead(503, { 'retry-after': '9' }).end()) as RequestListener,
    ],
    ['an answer that does not fit', ((_, response) => response.end('{}')) as RequestListener],
  ])('does not ask once more after %s', async (_, listener) => {
    const { ask, seen } = await open(listener, source);
    await expect(ask()).rejects.toThrow(SourceError);
    expect(seen).toHaveLength(1);
  });

  it('does not repeat a question that may change something', async () => {
    const { door, seen } = await open(inTurn(500, 200), source);
    const post = { url: addressOf(source), method: 'POST', body: {} } as const;
    await expect(door.json(source, post, (body) => body)).rejects.toThrow(SourceError);
    expect(seen).toHaveLength(1);
    expect(await door.json(source, { ...post, isIdempotent: true }, (body) => body)).toHaveProperty('value');
  });

  it('adds a fifth to the load at most', async () => {
    let n = 0;
    const flaky: RequestListener = (_, response) => status(n++ % 3 === 0 ? 500 : 200)(_, response);
    const { ask, clock, seen } = await open(flaky, source);
    const QUESTIONS = 50;
    for (let i = 0; i < QUESTIONS; i++) {
      clock.seconds += 2;
      await ask().catch(() => {});
    }
    expect(seen.length).toBeGreaterThan(QUESTIONS);
    expect(seen.length).toBeLessThanOrEqual(QUESTIONS * 1.2);
  });

  it('lets so many ask at once, so many wait, and sends the others away', async () => {
    let running = 0;
    let most = 0;
    const { ask } = await open(
      (_, response) => {
        most = Math.max(most, ++running);
        setTimeout(() => {
          running -= 1;
          response.end('{"count":1}');
        }, 5);
      },
      testSource({ concurrency: 3 }),
    );
    const all = await Promise.allSettled(Array.from({ length: 110 }, (_, page) => ask({ page: String(page) })));
    expect(most).toBe(3);
    const away = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(away).toHaveLength(7);
    expect(away[0]).toMatchObject({ extensions: { code: 'SOURCE_THROTTLED', retryAfter: 1 } });
    expect(gateOf(source).standing()).toMatchObject({ state: 'OK', failures: 0 });
  });

  it('does not blame a source for the time that questions wait before it', async () => {
    const slow: RequestListener = (_, response) => void setTimeout(() => response.end('{"count":1}'), 100);
    const patient = testSource({ id: 'patient', concurrency: 2, timeout: 400 });
    const { ask } = await open(slow, patient);
    const all = await Promise.all(Array.from({ length: 16 }, (_, page) => ask({ page: String(page) })));
    expect(all).toHaveLength(16);
    expect(gateOf(patient).standing()).toMatchObject({ state: 'OK', failures: 0 });
  });

  it('learns that a source hangs from whoever waited for most of its time', async () => {
    const hanging = testSource({ id: 'hanging', timeout: 400 });
    const { ask, enter } = await open(() => {}, hanging);
    await ask({}, enter('550')).catch(() => {});
    await expect.poll(() => gateOf(hanging).standing()).toMatchObject({ state: 'DOWN', failures: 3 });
  });

  it('asks nobody for a caller who has no time left', async () => {
    const { ask, enter, seen } = await open(counting(), source);
    await expect(ask({}, enter('100'))).rejects.toMatchObject({ extensions: { code: 'SOURCE_TIMEOUT' } });
    expect(seen).toEqual([]);
  });

  it('gives up a question for which nobody waits any more, and learns nothing from it', async () => {
    let closed = 0;
    const { ask, enter } = await open((_, response) => void response.once('close', () => closed++), source);
    await expect(ask({}, enter('300'))).rejects.toMatchObject({ extensions: { code: 'SOURCE_TIMEOUT' } });
    await expect.poll(() => closed).toBe(1);
    expect(gateOf(source).standing()).toBe(UNKNOWN);
  });

  it('takes over what is newer', () => {
    const gate = gateOf(testSource({ id: 'another' }));
    const down = afterFailure(UNKNOWN, failed('SOURCE_UNAVAILABLE'), 2_000);
    gate.adopt(down);
    gate.adopt({ ...UNKNOWN, at: 1_000 });
    expect(gate.standing()).toBe(down);
  });
});
