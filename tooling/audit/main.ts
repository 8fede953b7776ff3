/**
 * `npm run audit`: whether the trail of closed reads and of writes is as its writers left it, and what it tells.
 * It only reads the table.
 */
import { secret } from '../../kernel/env.ts';
import { readKeys } from '../../kernel/keys.ts';
import { readAnchor, writeAnchor } from './anchor.ts';
import { textOf } from './finding.ts';
import { HELP, type Options, optionsOf } from './options.ts';
import { rowsOf, tableOf } from './rows.ts';
import { snapshotOf } from './table.ts';
import { verify } from './verify.ts';

const TAMPERED = 1;
const NOT_VERIFIED = 2;

async function verifyAll({ table, endpoint, anchor: path, json }: Options): Promise<number> {
  const keys = readKeys(secret('TRAIL_KEYS'));
  const anchor = path === null ? null : await readAnchor(path, table);
  const at = new Date().toISOString();
  const { findings, entries, writers, reached } = verify(await snapshotOf(table, endpoint), keys, anchor);
  const tampering = findings.filter(({ isTampering }) => isTampering).length;
  if (path !== null && tampering === 0) await writeAnchor(path, { table, at, reached });
  const compared = anchor ? `, compared with the anchor of ${anchor.at}` : '';
  const counted = (count: number, one: string, many = `${one}s`): string =>
    `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  console.log(
    [
      ...findings.map(textOf),
      `${counted(entries, 'entry', 'entries')} of ${counted(writers, 'writer')}${compared}.`,
      tampering === 0
        ? 'Nobody has tampered with the trail.'
        : `The trail was tampered with: ${counted(tampering, 'finding')}.${path === null ? '' : ' The anchor stays as it was.'}`,
    ].join('\n'),
  );
  if (json) console.log(JSON.stringify({ entries, writers, tampering, findings }));
  return tampering === 0 ? 0 : TAMPERED;
}

async function show({ table, endpoint, filter, json }: Options): Promise<number> {
  const rows = rowsOf((await snapshotOf(table, endpoint)).entries, filter);
  console.log(rows.length === 0 ? 'No entry.' : tableOf(rows));
  if (json) console.log(JSON.stringify({ entries: rows }));
  return 0;
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (options) return options.command === 'verify' ? verifyAll(options) : show(options);
  console.log(HELP);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return NOT_VERIFIED;
});
