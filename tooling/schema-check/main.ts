/**
 * `npm run schema:check`: the contract as it is (`gateway/api.graphql`) beside that of the last release
 * (`gateway/released.graphql`), and beside the operations of the client. Fails on what would break somebody.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { columns } from '../columns.ts';
import { ROOT } from '../folders.ts';
import { changesSince, misfitsOf } from './changes.ts';

const HELP = `npm run schema:check -- [options]

Compares the contract with that of the last release, and says what that asks of clients:

  BREAKING   an operation that was valid is not, or gets what it did not expect: the exit code is 1
  DANGEROUS  an operation stays valid, but may get what its program does not know, such as a new enum value
  SUNSET     what was deprecated is gone after its day
  SAFE       everything else; only with --all

  --contract FILE  the contract (default: gateway/api.graphql)
  --released FILE  that of the last release (default: gateway/released.graphql)
  --all            show what is safe, too
  --json           end with one line of JSON
  --help           this text

With a release, copy gateway/api.graphql to gateway/released.graphql and write CHANGELOG.md.`;

const { values } = parseArgs({
  options: {
    contract: { type: 'string', default: 'gateway/api.graphql' },
    released: { type: 'string', default: 'gateway/released.graphql' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');
  const now = read(values.contract);
  const changes = await changesSince(read(values.released), now, new Date().toISOString().slice(0, 10));
  const operations = misfitsOf(now);
  const shown = changes.filter(({ level }) => values.all || level !== 'SAFE');
  const say = values.json ? console.error : console.log;
  if (shown.length > 0)
    say(columns([['LEVEL', 'WHERE', 'WHAT'], ...shown.map(({ level, at, message }) => [level, at, message])]));
  if (operations.length > 0) {
    say('\nOperations of the client that the contract no longer answers:');
    say(columns(operations.map(({ file, message }) => [file, message])));
  }
  const breaking = changes.filter(({ level }) => level === 'BREAKING').length;
  const dangerous = changes.filter(({ level }) => level === 'DANGEROUS').length;
  say(
    `${breaking} breaking, ${dangerous} dangerous, ${changes.length} in all, ${operations.length} operations broken.`,
  );
  if (values.json) console.log(JSON.stringify({ breaking, dangerous, changes, operations }));
  return breaking + operations.length > 0 ? 1 : 0;
}

if (values.help) console.log(HELP);
else process.exitCode = await main();
