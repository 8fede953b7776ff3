import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';

/**
 * Writes generated files that are committed; with `--check` on the command line it writes nothing, names those that
 * differ and ends the process with 1.
 * @param files content by path in the project
 * @param command what a developer runs to bring them up to date
 */
export function writeCommitted(files: Readonly<Record<string, string>>, command: string): void {
  const check = process.argv.includes('--check');
  for (const [path, content] of Object.entries(files)) {
    const file = join(ROOT, path);
    if (!check) writeFileSync(file, content);
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
      console.error(`${path} is out of date: run \`${command}\` and commit it.`);
      process.exitCode = 1;
    }
  }
}
