/**
 * `npm run bench -- operations`: what each operation of `client/operations/` takes, asked of a city that knows nothing
 * and then again: calls to subgraphs and what for, requests to sources, bytes, cost. It counts and takes no time, so two
 * runs agree. `--quick` writes no results, `--json` ends with one line of JSON. It fails where an operation does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clientOperations } from '../../tooling/client-operations.ts';
import { startCity } from './city.ts';
import { type Figures, figuresOf, tableOf } from './table.ts';

const HELP = `npm run bench -- operations [--quick] [--json]

  --quick  write nothing to bench/results
  --json   end with one line of JSON`;

const RESULTS = join(import.meta.dirname, '..', 'results');
/** The table's place in the results' page. */
const PLACE = /(<!-- operations -->\n).*?(<!-- \/operations -->)/s;

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const measured = await measure();
  const table = tableOf(measured);
  process.stderr.write(`${table}\n`);
  if (!values.quick) {
    writeFileSync(join(RESULTS, 'operations.json'), `${JSON.stringify(measured, null, 2)}\n`);
    const page = join(RESULTS, 'README.md');
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(PLACE, (_, start, end) => `${start}${table}\n${end}`),
    );
  }
  if (values.json) console.log(JSON.stringify(measured));
  const failed = measured.filter(({ errors }) => errors > 0).map(({ operation }) => operation);
  if (failed.length > 0) throw new Error(`answered with errors: ${failed.join(', ')}`);
}

async function measure(): Promise<readonly Figures[]> {
  const city = await startCity();
  const measured: Figures[] = [];
  for (const operation of clientOperations()) {
    await city.forget();
    const cold = await city.ask(operation);
    measured.push(figuresOf({ operation, cold, warm: await city.ask(operation) }));
    process.stderr.write(`${operation.id}\n`);
  }
  await city.close();
  return measured;
}
