import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { setting } from '../env.ts';
import { forgetQuotas, type Rate, ratesOf, shareOf, spendHere } from './quota.ts';

const ratesIn = (text: string | null) => ratesOf(testSource({ quota: setting('UNSET_QUOTA', text) }));
beforeEach(forgetQuotas);

describe('the text of a quota', () => {
  it('has requests and seconds', () => {
    expect(ratesIn('8/60, 12000/86400')).toEqual([
      { requests: 8, per: 60 },
      { requests: 12_000, per: 86_400 },
    ]);
  });
  it.each(['none', null])('may say that there is none: %s', (text) => expect(ratesIn(text)).toEqual([]));
  it.each(['8', '8/0', '0/60', '-1/60', '8/60/1', '8 a minute', ',', '3/1', '8/60, 10/60'])(
    'is refused when it is %j',
    (text) => {
      const message = 'UNSET_QUOTA takes rates such as 8/60 (requests and seconds, 10 at least), or "none"';
      expect(() => ratesIn(text)).toThrow(expect.objectContaining({ cause: expect.objectContaining({ message }) }));
    },
  );
});

describe('spending', () => {
  const rates = fc.array(
    fc.record({ requests: fc.integer({ min: 1, max: 12 }), per: fc.integer({ min: 10, max: 120 }) }),
    { minLength: 1, maxLength: 2 },
  );
  const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 120 });

  it('never grants more than a rate allows in any period of its length', () => {
    fc.assert(
      fc.property(rates, waits, (given, pauses) => {
        forgetQuotas();
        let now = 1_700_000_000_000;
        const granted: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (spendHere('q', given, now) === 0) granted.push(now);
        }
        for (const { requests, per } of given) {
          for (const from of granted) {
            expect(granted.filter((at) => at >= from && at < from + per * 1000).length).toBeLessThanOrEqual(requests);
          }
        }
      }),
    );
  });

  it('grants one after the seconds that it says', () => {
    fc.assert(
      fc.property(rates, waits, (given, pauses) => {
        forgetQuotas();
        let now = 1_700_000_000_000;
        for (const pause of pauses) {
          now += pause;
          const wait = spendHere('q', given, now);
          if (wait === 0) continue;
          // With two rates the other may be the one that is used up then.
          if (given.length === 1) expect(spendHere('q', given, now + wait * 1000)).toBe(0);
          now += wait * 1000;
        }
      }),
    );
  });

  it('is counted for each name by itself', () => {
    const one: readonly Rate[] = [{ requests: 1, per: 60 }];
    expect([spendHere('a', one, 0), spendHere('b', one, 0)]).toEqual([0, 0]);
    expect(spendHere('a', one, 0)).toBeGreaterThan(0);
  });
});

it('is a tenth, at least one request, for an instance that cannot ask the others', () => {
  expect(
    shareOf([
      { requests: 500, per: 60 },
      { requests: 8, per: 60 },
    ]),
  ).toEqual([
    { requests: 50, per: 60 },
    { requests: 1, per: 60 },
  ]);
});
