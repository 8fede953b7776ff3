import type { RequestListener } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { counting, open, status } from '../../../test/support/door.ts';
import { now, table } from '../../../test/support/shared-table.ts';
import { testSource } from '../../../test/support/source.ts';
import { closeDoors } from '../../http.ts';
import { gateOf } from '../gate.ts';
import { FAILURES } from '../standing.ts';
import { statusesOf } from '../status.ts';
import { tell } from './answers.ts';
import { spendShared } from './quota.ts';

const source = testSource({ freshFor: 60, staleFor: 60 });
beforeEach(closeDoors);

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

  it('is not believed of a clock that is far ahead, and told anew', async () => {
    await table();
    const down = { state: 'DOWN', since: 0, failures: 9, closedUntil: now(90_000).getTime() } as const;
    await tell(source, { ...down, at: now(86_400).getTime() });
    const { ask } = await open(counting(), source);
    expect((await ask()).value).toEqual({ count: 1 });
    expect((await statusesOf([source], now()))[0]).toMatchObject({ state: 'OK', retryAfter: null });
    await tell(source, { ...down, closedUntil: now(15).getTime(), at: now().getTime() });
    await closeDoors();
    expect((await statusesOf([source], now()))[0]).toMatchObject({ state: 'DOWN', retryAfter: 15 });
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
    // It counts in the part in which it was taken: three seconds longer than in the one in which it began.
    const one = [{ requests: 1, per: 60 }];
    expect(await spendShared('q', one, () => now(63))).toBeGreaterThan(0);
    expect(await spendShared('q', one, () => now(66))).toBe(0);
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
