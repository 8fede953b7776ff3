import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../../../sandbox/serve.ts';
import { SHARED_STATE, sharedEnvironment, sharedTable } from '../../../sandbox/shared-table.ts';
import { worldAt } from '../../../sandbox/world.ts';
import { counting, open, START, status } from '../../../test/support/door.ts';
import { testSource } from '../../../test/support/source.ts';
import { closeDoors } from '../../http.ts';
import { gateOf } from '../gate.ts';
import { FAILURES } from '../standing.ts';
import { statusesOf } from '../status.ts';
import { lease, leave, release } from './answers.ts';
import { spendShared } from './quota.ts';
import { openTable } from './table.ts';

const source = testSource({ freshFor: 60, staleFor: 60 });
const now = (seconds = 0): Date => new Date(START + seconds * 1000);

/** The table, and what reached it; `closeDoors` makes another instance of this process, which knows nothing. */
async function table() {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const served = await serve({
    id: SHARED_STATE,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: await sharedTable({ world: worldAt(now(), 1), onClose: (end) => closers.push(end) }),
  });
  const environment = sharedEnvironment(served.origin());
  Object.assign(process.env, environment);
  onTestFinished(async () => {
    await closeDoors();
    for (const name of Object.keys(environment)) delete process.env[name];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });
  return { requests, fail: served.fail, open: () => openTable(SHARED_STATE, served.origin(), 1_000) };
}
beforeEach(closeDoors);

describe('an answer', () => {
  it('is there for another instance while it is fresh, then stale when the source fails, then gone', async () => {
    await table();
    let isUp = true;
    const { ask, clock, enter, seen } = await open((...given) => status(isUp ? 200 : 500)(...given), source);
    await ask();
    const from = async (seconds: number) => {
      await closeDoors();
      clock.seconds = seconds;
      const door = enter();
      const reading = await ask({}, door).catch(() => null);
      return reading && door.sources()[0]?.servedFrom;
    };
    expect(await from(59)).toBe('CACHE');
    expect(seen).toHaveLength(1);
    isUp = false;
    expect(await from(119)).toBe('STALE');
    expect(await from(120)).toBeNull();
  });

  it('is not taken from an instance whose clock is ahead', async () => {
    await table();
    const { ask, clock, seen } = await open(counting(), source);
    clock.seconds = 600;
    await ask();
    await closeDoors();
    clock.seconds = 0;
    expect((await ask()).value).toEqual({ count: 2 });
    expect(seen).toHaveLength(2);
  });

  it('may be larger than an item of the table', async () => {
    const { open: openIt } = await table();
    const large = JSON.stringify({ count: 7, noise: randomBytes(700_000).toString('hex') });
    const { ask, clock, seen } = await open((_, response) => response.end(large), source);
    await ask();
    await closeDoors();
    expect((await ask()).value).toEqual({ count: 7 });
    expect(seen).toHaveLength(1);
    // A part that another instance is just writing anew: the whole is not taken.
    const known = openIt();
    const parts = await known.list(await keyOfOnly(known), '00', '99');
    expect(parts.length).toBeGreaterThan(1);
    await known.put({ ...(parts[1] as (typeof parts)[0]), retrievedAt: START + 1 });
    known.close();
    await closeDoors();
    clock.seconds = 5; // The right of the one that asked has run out.
    await ask();
    expect(seen).toHaveLength(2);
  });

  it('is not left when it is too large, and nothing fails for it', async () => {
    const { requests } = await table();
    const large = { raw: randomBytes(5_000_000), validators: {}, retrievedAt: now() };
    expect(await leave(source, 'key', large)).toBe(false);
    expect(requests).toEqual([]);
  });

  it('is asked for once, also when another instance looked just before it came', async () => {
    await table();
    const { ask } = await open(counting(), source);
    await ask();
    // That one found nothing; now it wants the right to ask.
    expect(await lease(`test-data GET ${process.env.TEST_SOURCE_URL} [null,null]`, now(), 4_000)).toBe(false);
  });

  it('is waited for while another instance asks, and asked for when that one gives up', async () => {
    await table();
    const { ask, seen } = await open(counting(), source);
    const other = 'another instance';
    await lease(other, now(), 5_000);
    expect(await lease(other, now(), 5_000)).toBe(false);
    await release(other);
    expect(await lease(other, now(), 5_000)).toBe(true);
    expect(await lease(other, now(6), 5_000)).toBe(true); // It died: its right has run out.
    await ask();
    expect(seen).toHaveLength(1);
  });
});

/** The partition of the only answer in the table. */
async function keyOfOnly(known: ReturnType<typeof openTable>): Promise<string> {
  const { createHash } = await import('node:crypto');
  const key = `test-data GET ${process.env.TEST_SOURCE_URL} [null,null]`;
  const pk = `ANSWER#${createHash('sha256').update(key).digest('base64url')}`;
  expect(await known.get([{ pk, sk: '00' }])).toHaveLength(1);
  return pk;
}

describe('how a source stands', () => {
  it('is known to an instance that has never asked it', async () => {
    await table();
    const { ask, seen } = await open(status(500), source);
    for (let n = 0; n < FAILURES; n++) await ask({ n: String(n) }).catch(() => {});
    const asked = seen.length;
    await closeDoors();
    await expect(ask({ n: 'new' })).rejects.toMatchObject({
      extensions: { code: 'SOURCE_UNAVAILABLE', retryAfter: 15 },
    });
    expect(seen).toHaveLength(asked);
    await closeDoors();
    const [known] = await statusesOf([source], now());
    expect(known).toMatchObject({ state: 'DOWN', since: now(), retryAfter: 15 });
  });

  it('is better again for all when one instance has tried it', async () => {
    await table();
    let isUp = false;
    const { ask, clock } = await open((...given) => status(isUp ? 200 : 500)(...given), source);
    for (let n = 0; n < FAILURES; n++) await ask({ n: String(n) }).catch(() => {});
    isUp = true;
    clock.seconds = 15;
    await ask();
    await closeDoors();
    await ask({ n: 'new' });
    expect(gateOf(source).standing()).toMatchObject({ state: 'OK', closedUntil: 0 });
  });

  it('has a health that all instances report', async () => {
    await table();
    const { ask } = await open(counting(), source);
    for (const n of ['1', '2', '3']) {
      await ask({ n });
      await expect.poll(async () => (await statusesOf([source], now()))[0]?.health?.asked).toBe(Number(n));
      await new Promise((resolve) => setTimeout(resolve, 30)); // Nobody waits for the report.
      await closeDoors();
    }
    expect((await statusesOf([source], now()))[0]?.health).toMatchObject({ asked: 3, availability: 1, errorShare: 0 });
  });
});

describe('a quota', () => {
  const rates = [{ requests: 3, per: 60 }];

  it('is one for all instances, and free again when its time is over', async () => {
    await table();
    let seconds = 0;
    const spend = () => spendShared('q', rates, () => now(seconds));
    expect([await spend(), await spend()]).toEqual([0, 0]);
    await closeDoors();
    expect(await spend()).toBe(0);
    await closeDoors();
    const wait = await spend();
    expect(wait).toBeGreaterThan(0);
    seconds = Number(wait) - 1;
    expect(await spend()).toBeGreaterThan(0);
    seconds = Number(wait);
    expect(await spend()).toBe(0);
  });

  it('is given back when another rate of it is used up', async () => {
    await table();
    const both = [
      { requests: 5, per: 60 },
      { requests: 1, per: 3_600 },
    ];
    expect(await spendShared('q', both, () => now())).toBe(0);
    for (let n = 0; n < 6; n++) expect(await spendShared('q', both, () => now())).toBeGreaterThan(0);
    expect(await spendShared('q', [{ requests: 2, per: 60 }], () => now())).toBe(0);
  });

  it('is not taken late, when others call its part over', async () => {
    await table();
    let reads = 0;
    // The part ends while the table is asked; after that the clock stands still.
    const clock = () => now(reads++ === 0 ? 0 : 3);
    expect(await spendShared('q', rates, clock)).toBe(0);
    expect(await spendShared('q', rates, () => now(3))).toBe(0);
    expect(await spendShared('q', rates, () => now(3))).toBe(0);
    expect(await spendShared('q', rates, () => now(3))).toBeGreaterThan(0);
  });
});

describe('without the table', () => {
  it.each(['refuse', 'throttle'])('everything goes on, and it is left alone for a while: %s', async (fault) => {
    const { fail, requests } = await table();
    await fail(fault);
    const { ask, seen } = await open(counting(), source);
    for (const n of ['1', '2', '3']) await ask({ n });
    expect(seen).toHaveLength(3);
    expect(requests.length).toBeLessThanOrEqual(3);
  });

  it('an instance takes a small share of the quota', async () => {
    const { fail } = await table();
    await fail('refuse');
    process.env.TEST_SOURCE_QUOTA = '20/60';
    const { ask, seen } = await open(counting() as RequestListener, source);
    const outcomes = await Promise.allSettled(['1', '2', '3', '4'].map((n) => ask({ n })));
    delete process.env.TEST_SOURCE_QUOTA;
    expect(outcomes.filter(({ status: how }) => how === 'fulfilled')).toHaveLength(2);
    expect(seen).toHaveLength(2);
  });
});
