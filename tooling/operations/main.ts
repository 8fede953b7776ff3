/** `npm run operations`: the documents of a client, kept in the table where the gateway looks them up (`CLIENTS_TABLE`). */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { openTable } from '../../kernel/door/shared/table.ts';
import { systemClock } from '../../kernel/time.ts';
import { openRegister } from '../clients/register.ts';
import { judgeFolder } from './judge.ts';
import { type Command, HELP, type Options, optionsOf } from './options.ts';
import { openRegistry, type Registry } from './registry.ts';
import { knownText, manifestOf, openOf, publishedText, type Row, refusedText } from './report.ts';

/** Milliseconds for one request to the table. */
const TIMEOUT = 10_000;

/** What came of a command: for people, for programs, and for whoever looks at the exit code. */
interface Outcome {
  readonly text: string;
  readonly report: object;
  readonly code: number;
}

async function run({ command, client, yes }: Options, registry: Registry): Promise<Outcome> {
  switch (command.kind) {
    case 'publish':
      return publish(command, registry);
    case 'list': {
      const documents = await registry.list();
      return { text: knownText(documents), report: { documents }, code: 0 };
    }
    case 'remove': {
      const question = `Have the gateway forget ${command.hashes.length} document(s) of ${client}?`;
      if (!yes && !(await isAgreed(question)))
        return { text: 'Nothing was removed.', report: { removed: [] }, code: 1 };
      const removed = await registry.remove(command.hashes);
      return { text: `${knownText(removed)}\n\nRemoved.`, report: { removed }, code: 0 };
    }
  }
}

async function publish(
  { folder, manifest, dryRun }: Extract<Command, { kind: 'publish' }>,
  registry: Registry,
): Promise<Outcome> {
  const { documents, refused } = judgeFolder(folder);
  const isGood = refused.length === 0;
  const judged = (): readonly Row[] => documents.map((document) => ({ ...document, status: 'judged' }));
  const rows = isGood && !dryRun ? await registry.publish(documents) : judged();
  if (isGood && manifest) writeFileSync(manifest, manifestOf(documents));
  const written = rows.filter(({ status }) => status === 'new').length;
  const said = isGood ? `${written} published, ${rows.length - written} not changed.` : 'Nothing was published.';
  const tables = [publishedText(rows), ...(isGood ? [] : [refusedText(refused)]), said];
  return { text: tables.join('\n\n'), report: { documents: rows.map(openOf), refused, written }, code: isGood ? 0 : 1 };
}

/** @throws {Error} where there is nobody to ask. */
async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('There is no terminal to ask: --yes says that it is meant.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const table = openTable(options.table, options.endpoint, TIMEOUT);
  try {
    const isWritten = options.command.kind === 'publish' && !options.command.dryRun;
    if (isWritten) await openRegister(table, systemClock).show(options.client); // A name that nobody has is a mistake.
    const { text, report, code } = await run(options, openRegistry(table, options.client, systemClock));
    console.log(text);
    if (options.json) console.log(JSON.stringify(report));
    return code;
  } catch (error) {
    const isMissing = error instanceof Error && error.name === 'ResourceNotFoundException';
    throw isMissing ? new Error(`There is no table ${options.table}.`) : error;
  } finally {
    table.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
