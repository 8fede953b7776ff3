import { LRUCache } from 'lru-cache';
import { forgetWithTable } from '../../kernel/door/shared/using.ts';
import type { Clock } from '../../kernel/time.ts';
import { type Bucket, fullBucket, type Rate, refill, secondsFor, take } from './bucket.ts';
import { takeShared } from './shared-bucket.ts';

/** How an account stands after a request. */
export interface Standing {
  readonly isAllowed: boolean;
  /** Units that may be saved up, and that are there now. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until all of them are there again. */
  readonly resetSeconds: number;
  /** Seconds after which the same request may be allowed; null when it was. */
  readonly retryAfter: number | null;
}

/** Spends units of an account. What costs more than may be saved up costs that much. Never rejects. */
export type Spend = (account: string, rate: Rate, units: number) => Promise<Standing>;

/** What an instance takes from the shared bucket at once: this part of the burst, or what is needed. */
const BLOCK = 0.05;
/** Accounts that are known; anybody may come from a new network. */
const KEPT = 10_000;
/** For how long an account that has too little is refused without looking again (milliseconds). */
const REFUSED_MS = 1_000;

/** What an instance knows of an account. */
interface Account {
  /** Units that were taken from the bucket and not yet spent. */
  reserve: number;
  /** The bucket when it was last seen; the instance's own while there is no table. */
  bucket: Bucket;
  /** So many units were not there. */
  short: { readonly units: number; readonly until: number } | null;
  /** Settled when somebody has looked at the bucket. */
  looking: Promise<void> | null;
}

/**
 * Token buckets that instances share. Each keeps a small reserve of its own, so that most requests ask nobody; without
 * the table, or while it fails, each counts for itself and open data goes on.
 */
export function createQuota(clock: Clock): Spend {
  const accounts = new LRUCache<string, Account>({ max: KEPT });
  forgetWithTable(() => accounts.clear());
  const now = (): number => clock().getTime();

  const accountOf = (name: string, rate: Rate): Account => {
    const known = accounts.get(name);
    if (known) return known;
    const account = { reserve: 0, bucket: fullBucket(rate, now()), short: null, looking: null };
    accounts.set(name, account);
    return account;
  };

  const look = async (name: string, account: Account, rate: Rate, units: number): Promise<void> => {
    const needed = units - account.reserve;
    const wanted = Math.max(needed, Math.ceil(rate.burst * BLOCK));
    const { taken, left } =
      (await takeShared(name, rate, needed, wanted, now())) ??
      take(refill(account.bucket, rate, now()), needed, wanted);
    account.reserve += taken;
    account.bucket = left;
    account.short = taken < needed ? { units, until: now() + REFUSED_MS } : null;
  };

  return async (name, rate, asked) => {
    const units = Math.min(Math.ceil(asked), rate.burst);
    const account = accountOf(name, rate);
    while (account.reserve < units) {
      if (account.looking) await account.looking;
      else if (account.short && units >= account.short.units && now() < account.short.until) {
        return standingOf(account, rate, now(), units);
      } else {
        account.looking = look(name, account, rate, units).finally(() => {
          account.looking = null;
        });
      }
    }
    account.reserve -= units;
    return standingOf(account, rate, now(), null);
  };
}

function standingOf({ reserve, bucket }: Account, rate: Rate, now: number, refused: number | null): Standing {
  const remaining = Math.min(rate.burst, Math.floor(reserve + refill(bucket, rate, now).units));
  return {
    isAllowed: refused === null,
    limit: rate.burst,
    remaining,
    resetSeconds: secondsFor(rate.burst - remaining, rate),
    retryAfter: refused === null ? null : Math.max(1, secondsFor(refused - remaining, rate)),
  };
}
