import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../tooling/folders.ts';

/** Where a running sandbox says how the commands reach its tables: a file for a shell to read. */
export const SANDBOX_ENVIRONMENT = join(ROOT, 'node_modules', '.cache', 'sandbox.env');

/** What the commands for clients, documents and the trail need. */
const NEEDED = /^(AWS|CLIENTS|TRAIL|SHARED_STATE)_/;

/** Writes the variables down; gives what removes them again. */
export function writeDown(environment: Readonly<Record<string, string>>): () => void {
  const lines = Object.entries(environment)
    .filter(([name]) => NEEDED.test(name))
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`);
  mkdirSync(dirname(SANDBOX_ENVIRONMENT), { recursive: true });
  writeFileSync(SANDBOX_ENVIRONMENT, lines.join(''), { mode: 0o600 });
  return () => rmSync(SANDBOX_ENVIRONMENT, { force: true });
}
