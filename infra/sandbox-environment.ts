import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../tooling/folders.ts';

/** Where a running sandbox says how the commands reach its tables: a file for a shell to read, one for each port. */
const fileOf = (port: string): string => join(ROOT, 'node_modules', '.cache', `sandbox-${port}.env`);

/** What the commands for clients, documents and the trail need. */
const NEEDED = /^(AWS|CLIENTS|TRAIL|SHARED_STATE)_/;

/** Writes the variables of a sandbox down that is asked at an address; gives what removes them again. */
export function writeDown(address: string, environment: Readonly<Record<string, string>>): () => void {
  const file = fileOf(new URL(address).port);
  const lines = Object.entries(environment)
    .filter(([name]) => NEEDED.test(name))
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
