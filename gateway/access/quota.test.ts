import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { now, table } from '../../test/support/shared-table.ts';
import { createQuota } from './quota.ts';

beforeEach(closeDoors);

const RATE = { perMinute: 6_000, burst: 10_000 };

/** Instances with one clock. */
function instances(count: number) {
  const time = { seconds: 0 };
  const all = Array.from({ length: count }, () => createQuota(() => now(time.seconds)));
  return { time, all, one: all[0] as (typeof all)[number], other: all[1] as (typeof all)[number] };
}
/** How many requests of a cost are allowed in a row. */
async function allowed(spend: ReturnType<typeof createQuota>, cost: number, most = 1_000): Promise<number> {
  for (let count = 0; count < most; count++) if (!(await spend('a', RATE, cost)).isAllowed) return count;
  return most;
}

describe('a quota that instances share', () => {
  it('is not given twice where many instances meet', async () => {
    await table();
    process.env.SHARED_STATE_TIMEOUT_MS = '10000'; // Else a busy table is one that fails.
    onTestFinished(() => void delete process.env.SHARED_STATE_TIMEOUT_MS);
    const { all } = instances(20);
    const spent = await Promise.all(all.map((spend) => allowed(spend, 200, 12)));
    expect(spent.reduce((sum, count) => sum + count * 200, 0)).toBeLessThanOrEqual(10_000);
  });

  it('is asked for in blocks: most requests ask nobody', async () => {
    const { requests } = await table();
    const { one } = instances(1);
    expect(await allowed(one, 5, 100)).toBe(100);
    expect(requests).toEqual(['BatchGetItem', 'PutItem']); // 500 units: one block.
    expect((await one('a', RATE, 5)).remaining).toBe(10_000 - 505);
    expect(requests).toHaveLength(4);
  });

  it('is one for two instances: what one has spent the other has not', async () => {
    await table();
    const { one, other, time } = instances(2);
    expect(await allowed(one, 1_000, 6)).toBe(6);
    expect(await allowed(other, 1_000)).toBe(4);
    expect(await allowed(one, 1_000)).toBe(0);
    time.seconds = 20; // 2,000 units came in.
    expect((await allowed(other, 1_000)) + (await allowed(one, 1_000))).toBe(2);
  });

  it('never gives more than there is, however many ask at once', async () => {
    await table();
    const { all } = instances(4);
    const spent = await Promise.all(
      Array.from({ length: 400 }, (_, n) => all[n % 4]?.('a', RATE, 37) ?? Promise.reject(new Error('no instance'))),
    );
    const count = spent.filter(({ isAllowed }) => isAllowed).length;
    expect(count * 37).toBeLessThanOrEqual(RATE.burst);
    expect(count * 37).toBeGreaterThan(RATE.burst * 0.75); // Some are in reserves.
  });

  it('gives a costly request what several parts of the bucket hold', async () => {
    await table();
    const { one } = instances(1);
    expect((await one('a', RATE, 9_000)).isAllowed).toBe(true);
    expect((await one('a', RATE, 1_001)).isAllowed).toBe(false);
    expect((await one('a', RATE, 1_000)).isAllowed).toBe(true);
  });

  it('charges no more than may be saved up, so that nothing waits for ever', async () => {
    await table();
    const { one } = instances(1);
    expect(await one('a', RATE, 50_000)).toMatchObject({ isAllowed: true, remaining: 0 });
  });

  it('says how an account stands, and when to come back', async () => {
    await table();
    const { one, time } = instances(1);
    expect(await one('a', RATE, 9_400)).toEqual({
      isAllowed: true,
      limit: 10_000,
      remaining: 600,
      resetSeconds: 94,
      retryAfter: null,
    });
    expect(await one('a', RATE, 1_000)).toMatchObject({ isAllowed: false, remaining: 600, retryAfter: 4 });
    time.seconds = 3;
    expect((await one('a', RATE, 1_000)).isAllowed).toBe(false);
    time.seconds = 4;
    expect((await one('a', RATE, 1_000)).isAllowed).toBe(true);
  });

  it('that is used up does not have the table asked by everybody who still comes', async () => {
    const { requests } = await table();
    const { one, time } = instances(1);
    await one('a', RATE, 10_000);
    requests.length = 0;
    for (let count = 0; count < 50; count++) expect((await one('a', RATE, 1)).isAllowed).toBe(false);
    expect(requests).toHaveLength(1);
    time.seconds = 1;
    expect((await one('a', RATE, 1)).isAllowed).toBe(true);
  });

  it('is of one account alone', async () => {
    await table();
    const { one } = instances(1);
    await allowed(one, 1_000);
    expect((await one('b', RATE, 1_000)).isAllowed).toBe(true);
  });
});

describe('without the table', () => {
  it.each(['refuse', 'throttle', 'hang'])('every instance counts for itself: %s', async (fault) => {
    process.env.SHARED_STATE_TIMEOUT_MS = '50';
    const { fail } = await table();
    await fail(fault);
    const { one, other, time } = instances(2);
    expect(await allowed(one, 1_000)).toBe(10);
    expect(await allowed(other, 1_000)).toBe(10);
    time.seconds = 10;
    expect(await allowed(one, 1_000)).toBe(1);
    delete process.env.SHARED_STATE_TIMEOUT_MS;
  });

  it('and where there is none, the same', async () => {
    const { one } = instances(1);
    expect(await allowed(one, 1_000)).toBe(10);
  });

  it('goes on from where an account stood', async () => {
    const { fail } = await table();
    const { one } = instances(1);
    await one('a', RATE, 9_000);
    await fail('refuse');
    expect(await allowed(one, 500)).toBe(2);
  });
});
