/**
 * `npm run build:portal`: the portal as static files in `dist/portal`; fails where the City page has become too heavy.
 * With `--if-stale` only when something that it is made of is newer, as before `npm start`.
 */
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../folders.ts';
import { alone } from './alone.ts';
import { BUDGET, weightOfCity } from './weight.ts';

const FOLDER = join(ROOT, 'dist', 'portal');
const MADE_OF = ['portal/**/*', 'client/**/*', 'package-lock.json'];

/** When a file was changed; null where there is none. */
const changed = (path: string): number | null => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? null;

function isStale(): boolean {
  const builtAt = changed('dist/portal/index.html');
  if (builtAt === null) return true;
  return globSync(MADE_OF, { cwd: ROOT }).some((path) => (changed(path) ?? 0) > builtAt);
}

// Two test files, or a test beside `npm start`, may find the same old build: the second looks again when the first is done.
await alone(join(ROOT, 'dist', 'portal.lock'), async () => {
  if (process.argv.includes('--if-stale') && !isStale()) return;
  process.env.NODE_ENV = 'production'; // Whoever starts it: a test would have React say what it says to developers.
  await build({ configFile: join(ROOT, 'portal', 'vite.config.ts'), logLevel: 'warn' });
  const weight = weightOfCity(FOLDER);
  const text = `City page: ${(weight / 1000).toFixed(1)} kB of ${BUDGET / 1000} kB, compressed, without the map library`;
  if (weight > BUDGET) {
    console.error(`The portal is too heavy. ${text}`);
    process.exitCode = 1;
    return;
  }
  console.error(`dist/portal built. ${text}`);
});
