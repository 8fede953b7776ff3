import type { Item, Table } from '../../kernel/door/shared/table.ts';
import { seconds, using } from '../../kernel/door/shared/using.ts';
import { type Bucket, fullBucket, type Rate, refill, secondsFor } from './bucket.ts';

/** An account's bucket is kept in so many items, each with its part of rate and burst, so that instances seldom meet. */
const SHARDS = 4;
/** How often the table is looked at again when others were quicker. */
const TRIES = 3;
/** An empty bucket may be deleted once it is full again, and so many seconds. */
const MARGIN_SECONDS = 60;

interface Shard {
  readonly key: Pick<Item, 'pk' | 'sk'>;
  /** As it is stored. */
  readonly stored: Bucket;
  readonly now: Bucket;
}

/**
 * Takes units from the bucket that all instances share: `wanted` of them or as many as there are. Nothing when there are
 * fewer than are needed, and a part of them where too many instances meet. Undefined when there is no table, or it fails.
 */
export async function takeShared(
  account: string,
  rate: Rate,
  needed: number,
  wanted: number,
  now: number,
): Promise<{ taken: number; left: Bucket } | undefined> {
  const part: Rate = { perMinute: rate.perMinute / SHARDS, burst: rate.burst / SHARDS };
  let taken = 0;
  let left = 0;
  const outcome = () => ({ taken, left: { units: left, at: now } });
  for (let tries = 0; tries < TRIES; tries++) {
    const shards = await using((table) => shardsOf(table, account, part, now));
    if (!shards) return undefined;
    left = shards.reduce((sum, shard) => sum + wholeOf(shard), 0);
    if (taken + left < needed) return outcome();
    for (const shard of shards) {
      const amount = Math.min(wanted - taken, wholeOf(shard));
      if (amount <= 0) break;
      const isTaken = await using((table) => takeFrom(table, shard, part, amount));
      if (isTaken === undefined) return undefined;
      if (!isTaken) continue; // Another instance was quicker.
      taken += amount;
      left -= amount;
    }
    if (taken >= needed) return outcome();
  }
  return outcome(); // There may be enough, only no way to it among so many: it is worth another try soon.
}

const wholeOf = ({ now }: Shard): number => Math.floor(now.units);

/** All shards of an account as they are now, in any order, so that instances seldom meet; those without units last. */
async function shardsOf(table: Table, account: string, part: Rate, now: number): Promise<readonly Shard[]> {
  const keys = Array.from({ length: SHARDS }, (_, shard) => ({ pk: `BUCKET#${account}#${shard}`, sk: 'BUCKET' }));
  const items = await table.get(keys);
  const shards = keys.map((key) => {
    const item = items.find(({ pk }) => pk === key.pk);
    const stored = item ? { units: Number(item.held), at: Number(item.filledAt) } : fullBucket(part, now);
    return { key, stored, now: refill(stored, part, now) };
  });
  const shuffled = shards.map((shard) => ({ shard, by: shard.now.units >= 1 ? Math.random() : 1 }));
  return shuffled.toSorted((a, b) => a.by - b.by).map(({ shard }) => shard);
}

/** False when it is no longer as it was read. */
function takeFrom(table: Table, { key, stored, now }: Shard, part: Rate, amount: number): Promise<boolean> {
  const held = now.units - amount;
  const expiresAt = seconds(now.at) + secondsFor(part.burst - held, part) + MARGIN_SECONDS;
  return table.putIf({ ...key, held, filledAt: now.at, expiresAt }, 'held = :held AND filledAt = :at', {
    ':held': stored.units,
    ':at': stored.at,
  });
}
