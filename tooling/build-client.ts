/**
 * `npm run build:client`: the client as it is published, in `dist/client` or the folder that is named; `npm pack` of it makes
 * the package.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './folders.ts';

const TO = resolve(process.argv[2] ?? join(ROOT, 'dist', 'client'));

/** What is in the package beside its modules, by its name there. */
const FILES = {
  'package.json': 'client/package.json',
  'README.md': 'client/README.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
  'schema.graphql': 'gateway/api.graphql',
} as const;

rmSync(TO, { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'client', '--outDir', TO], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const [name, from] of Object.entries(FILES)) cpSync(join(ROOT, from), join(TO, name));
console.log(TO);
