import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../keys.ts';
import { canonicalJson, type Json, type JsonObject } from './canonical.ts';

/** What holds a record together: `hash` is over all of it but itself and `mac`, `mac` over `hash` (both hexadecimal). */
export interface Seal {
  /** Id of the key that signed. */
  readonly key: string;
  readonly hash: string;
  readonly mac: string;
}

/** The hash that stands before the first of a chain. */
export const NOTHING = '0'.repeat(64);

/** Seals a record with the first of the keys. */
export function seal<Body extends JsonObject>(body: Body, keys: Keys): Body & Seal {
  const [{ id, secret }] = keys;
  const hash = hashOf({ ...body, key: id });
  return { ...body, key: id, hash, mac: macOf(secret, hash) };
}

/**
 * What is wrong with a seal: its record is not the one that was hashed, or whoever hashed it had none of the keys; null
 * when nothing is.
 */
export function flawOf<Body extends JsonObject>(sealed: Body & Seal, keys: Keys): 'CHANGED' | 'FORGED' | null {
  const { hash, mac, ...body } = sealed;
  if (hashOf(body) !== hash) return 'CHANGED';
  const key = keys.find(({ id }) => id === sealed.key);
  return key && isSame(mac, macOf(key.secret, hash)) ? null : 'FORGED';
}

/**
 * Stands for a request without telling it: ids can be guessed, so that a mere hash would be as good as the id. Whoever
 * has the key and the request can see that they belong together. (No `mac` can be taken for it: canonical JSON is
 * never 64 hexadecimal digits alone, except for a number, which is no request.)
 */
export function requestHash(request: JsonObject, [{ secret }]: Keys): string {
  return macOf(secret, canonicalJson(request));
}

const hashOf = (body: Json): string => createHash('sha256').update(canonicalJson(body)).digest('hex');
const macOf = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
