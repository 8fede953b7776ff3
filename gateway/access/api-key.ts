import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An API key as it is known here: by a name that is no secret, and by its hash. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 in base64url. The key is 32 random bytes: nothing slower is needed to keep it from being guessed. */
  readonly hash: string;
}

/** `bcg_<id>_<32 random bytes in base64url>`: the prefix lets scanners find a key that was published by mistake. */
const FORM = /^bcg_([a-z0-9]{4,20})_[\w-]{43}$/;

/** A new key, and its text, which is shown once and kept nowhere. */
export function newKey(): { readonly text: string; readonly key: ApiKey } {
  const id = randomBytes(5).toString('hex');
  const text = `bcg_${id}_${randomBytes(32).toString('base64url')}`;
  return { text, key: { id, hash: secretHash(text) } };
}

/** A key from the text that a caller sent; null when it cannot be one. */
export function readKey(text: string): ApiKey | null {
  const [, id] = FORM.exec(text) ?? [];
  return id ? { id, hash: secretHash(text) } : null;
}

/** Compares two hashes in a time that does not tell where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

/** SHA-256 in base64url of what is random itself. */
export const secretHash = (text: string): string => createHash('sha256').update(text).digest('base64url');
