import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fullBucket, type Rate, refill, secondsFor, take } from './bucket.ts';

const RATE: Rate = { perMinute: 60, burst: 100 };

it('fills by its rate, and never over its burst', () => {
  const empty = { units: 0, at: 0 };
  expect(refill(empty, RATE, 1_500).units).toBe(1.5);
  expect(refill(empty, RATE, 1_000_000).units).toBe(100);
  expect(refill({ units: 500, at: 0 }, RATE, 0).units).toBe(100); // The burst was made less.
});

it('gives what is wanted if it has what is needed, in whole units', () => {
  expect(take(fullBucket(RATE, 7), 100, 100)).toEqual({ taken: 100, left: { units: 0, at: 7 } });
  expect(take(fullBucket(RATE, 7), 1, 30)).toEqual({ taken: 30, left: { units: 70, at: 7 } });
  expect(take({ units: 20.5, at: 7 }, 1, 30)).toEqual({ taken: 20, left: { units: 0.5, at: 7 } });
  expect(take(fullBucket(RATE, 7), 101, 200)).toEqual({ taken: 0, left: fullBucket(RATE, 7) });
  expect(secondsFor(61, RATE)).toBe(61);
  expect(secondsFor(-1, RATE)).toBe(0);
});

it('counts no time twice when a clock goes back, and is not stopped by one that was far ahead', () => {
  const bucket = { units: 10, at: 30_000 };
  expect(refill(bucket, RATE, 10_000)).toEqual(bucket);
  expect(refill({ units: 10, at: 500_000 }, RATE, 10_000)).toEqual({ units: 10, at: 10_000 });
});

it('never gives more than its burst and what comes in, whatever is taken when', () => {
  const step = fc.record({ wait: fc.nat(5_000), wanted: fc.nat(120) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0;
      let given = 0;
      let bucket = fullBucket(RATE, now);
      for (const { wait, wanted } of steps) {
        now += wait;
        bucket = refill(bucket, RATE, now);
        const { taken, left } = take(bucket, wanted, 2 * wanted);
        given += taken;
        bucket = left;
      }
      expect(given).toBeLessThanOrEqual(RATE.burst + (now * RATE.perMinute) / 60_000 + 1e-6);
    }),
  );
});
