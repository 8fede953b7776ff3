import { describe, expect, it } from 'vitest';
import { serveAt } from '../test/support/server.ts';
import { testSource } from '../test/support/source.ts';
import { addressOf } from './endpoint.ts';
import { openDoor } from './http.ts';

const source = testSource({ freshFor: 60 });
const START = Date.UTC(2026, 8, 1, 8);

/** A door to a server that answers with a status, and a clock that the test sets. */
async function open(status = 200) {
  const clock = { seconds: 0 };
  await serveAt(source, (_, response) => response.writeHead(status).end('{"count":1}'));
  const now = () => new Date(START + clock.seconds * 1000);
  const door = openDoor({ now, traceId: '1'.repeat(32), subgraph: 'test' });
  const ask = (query: Record<string, string> = {}) =>
    door.json(source, { url: addressOf(source, '', query) }, (body) => body);
  return { ask, clock, door };
}

describe('what the caller of a subgraph is told', () => {
  it('until when everything that was read is fresh, from the cache or not', async () => {
    const { ask, clock, door } = await open();
    expect(door.freshUntil()).toBe(Number.POSITIVE_INFINITY);
    await ask();
    expect(door.freshUntil()).toBe(START + 60_000);
    clock.seconds = 30;
    await ask({ page: '2' });
    expect(door.freshUntil()).toBe(START + 60_000);
    const later = openDoor({ now: () => new Date(START + 40_000), traceId: '2'.repeat(32), subgraph: 'test' });
    await later.json(source, { url: addressOf(source, '', { page: '2' }) }, (body) => body);
    expect(later.freshUntil()).toBe(START + 90_000);
  });

  it('nothing may be kept when a reading failed, whatever was made of it', async () => {
    const { ask, door } = await open(500);
    await ask().catch(() => {});
    expect(door.freshUntil()).toBe(0);
  });

  it.each([
    ['2000', 1_000, 1_750],
    ['60000', 5_000, 6_000],
    [undefined, 5_000, 6_000],
    ['soon', 5_000, 6_000],
    ['-1', 5_000, 6_000],
    ['100', 0, 0],
  ])('a caller that waits %s ms leaves the sources %d to %d', (deadline, least, most) => {
    const { remaining } = openDoor(
      { now: () => new Date(START), traceId: '1'.repeat(32), subgraph: 'test' },
      { deadline },
    );
    expect(remaining()).toBeGreaterThanOrEqual(least);
    expect(remaining()).toBeLessThanOrEqual(most);
  });
});
