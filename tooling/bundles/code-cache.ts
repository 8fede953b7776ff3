import { execFileSync } from 'node:child_process';
import { cpSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { signedHeaders } from '../../kernel/message-signature.ts';
import { eventOf, headersOf } from './event.ts';

/** What the function is asked for the cache: the schema alone answers it. */
const QUESTION = JSON.stringify({ query: '{ __typename }' });

/**
 * Gives a function's folder a code cache: its `index.js` becomes `main.js`, behind a loader. The cache is made by the
 * Node that runs this, and is worth nothing to another version or processor.
 * @returns bytes of the cache.
 * @throws {Error} when the function cannot be loaded, or does not answer.
 */
export function addCodeCache(folder: string): number {
  const index = join(folder, 'index.js');
  renameSync(index, join(folder, 'main.js'));
  cpSync(join(import.meta.dirname, 'loader.cjs'), index);
  execFileSync(process.execPath, [index], {
    env: { ...process.env, WRITE_CODE_CACHE: event() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return statSync(join(folder, 'main.cache')).size;
}

/** Signed as the gateway signs, for functions that answer nobody else. */
function event(): string {
  process.env.GATEWAY_KEYS ||= `build:${'0'.repeat(32)}`;
  return eventOf(QUESTION, headersOf(signedHeaders(QUESTION, {})));
}
