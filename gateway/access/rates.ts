import { read, type Setting, setting } from '../../kernel/env.ts';
import type { Rate } from './bucket.ts';
import type { Identity } from './identity.ts';

/** What anybody may spend from one network, and what a registered client may of which the record says nothing. */
const ANONYMOUS = setting('QUOTA_ANONYMOUS', '20000/20000');
const CLIENT = setting('QUOTA_CLIENT', '120000/120000');

/**
 * A rate from text such as `20000/20000`: cost units a minute, and how many may be saved up. Null when it is none, such
 * as one of nothing.
 */
export function parseRate(text: string): Rate | null {
  const [, perMinute, burst] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  return Number(perMinute) && Number(burst) ? { perMinute: Number(perMinute), burst: Number(burst) } : null;
}

/**
 * What a caller may spend.
 * @throws {TypeError} when a setting holds no rate, naming the variable.
 */
export function rateOf({ client }: Identity): Rate {
  return client?.quota ?? readRate(client ? CLIENT : ANONYMOUS);
}

function readRate(from: Setting): Rate {
  const rate = parseRate(read(from) ?? '');
  if (rate) return rate;
  throw new TypeError(`${from.variable} takes cost units a minute and how many may be saved up, such as 20000/20000`);
}
