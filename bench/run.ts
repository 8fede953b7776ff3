/** `npm run bench -- NAME [options]`: runs the benchmark of a folder beside this file. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [name = '', ...options] = process.argv.slice(2);
const file = join(import.meta.dirname, name, 'run.ts');
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(import.meta.dirname, entry.name, 'run.ts')),
  );
  console.error(
    `npm run bench -- NAME [--quick] [--json]\n\nNAME is one of: ${names.map((entry) => entry.name).join(', ')}`,
  );
  process.exit(1);
}
const { run }: { run: (options: readonly string[]) => Promise<void> } = await import(file);
await run(options);
process.exit(0);
