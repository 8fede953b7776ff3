import { createHash } from 'node:crypto';

/** The name of a document: SHA-256 of exactly its text, in lower-case hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a text can be such a name; whatever else was sent is none, and looked up nowhere. */
export function isHash(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}
