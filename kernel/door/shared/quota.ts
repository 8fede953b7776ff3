import { LRUCache } from 'lru-cache';
import type { Clock } from '../../time.ts';
import { type Counts, leftOf, PARTS, partAt, type Rate, waitOf } from '../quota.ts';
import type { Item, Table } from './table.ts';
import { forgetWithTable, seconds, using } from './using.ts';

/** How often a request is counted again that was counted too late. */
const TRIES = 5;

/** What was spent of a rate before its current part: that does not change any more. */
const spentBefore = new LRUCache<string, { readonly part: number; readonly counts: Counts }>({ max: 10_000 });
forgetWithTable(() => spentBefore.clear());

/**
 * Spends one request of a quota that all instances share: one look at what was spent, while its part lasts, then one
 * conditional count. Gives the seconds to wait, 0 when it may be asked.
 */
export function spendShared(name: string, rates: readonly Rate[], clock: Clock): Promise<number | undefined> {
  return using(async (table) => {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = clock().getTime();
      const taken: { readonly key: Pick<Item, 'pk' | 'sk'>; readonly expires: number }[] = [];
      let wait = 0;
      for (const rate of rates) {
        const part = partAt(rate, now);
        const counts = await countsBefore(table, name, rate, part);
        const account = {
          key: { pk: `QUOTA#${name}#${rate.per}`, sk: partName(part) },
          expires: seconds(now) + 2 * rate.per,
        };
        const left = leftOf(rate, counts, now);
        if (left > 0 && (await table.count(account.key, left, account.expires))) taken.push(account);
        else wait ||= waitOf(rate, counts, now);
      }
      // What was counted late, in a part that others take for over, does not count.
      const isLate = rates.some((rate) => partAt(rate, clock().getTime()) !== partAt(rate, now));
      if (wait === 0 && !isLate) return 0;
      await Promise.all(taken.map(({ key, expires }) => table.add(key, { spent: -1 }, expires)));
      if (wait > 0) return wait;
    }
    return 1;
  });
}

async function countsBefore(table: Table, name: string, rate: Rate, part: number): Promise<Counts> {
  const pk = `QUOTA#${name}#${rate.per}`;
  const known = spentBefore.get(pk);
  if (known?.part === part) return known.counts;
  const items = await table.list(pk, partName(part - PARTS), partName(part - 1));
  const counts = new Map(items.map(({ sk, spent }) => [Number(sk), Number(spent)]));
  spentBefore.set(pk, { part, counts });
  return counts;
}

const partName = (part: number): string => String(part).padStart(12, '0');
