/**
 * `npm run faults`: plays every fault and prints what was seen. `--only F2` plays one; with `--json` standard output ends
 * with one line, a list of `{ id, passed, measured }`. The exit code is 1 when anything is not as it must be.
 */
import { parseArgs } from 'node:util';
import type { Measured, Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const OPTIONS = { json: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } } as const;
const { values } = parseArgs({ options: OPTIONS });
if (values.help) {
  console.log('npm run faults -- [--only F2] [--json]');
  process.exit(0);
}

interface Result {
  readonly id: string;
  readonly passed: boolean;
  readonly measured: (Measured & { readonly within: number }) | { readonly error: string };
}

async function play({ id, run, within }: Scenario): Promise<Result> {
  try {
    const measured = await run();
    return { id, passed: measured.slowest <= within, measured: { ...measured, within } };
  } catch (error) {
    return { id, passed: false, measured: { error: error instanceof Error ? error.message : String(error) } };
  }
}

const chosen = scenarios.filter(({ id }) => values.only === undefined || id === values.only);
if (chosen.length === 0) {
  console.error(`There is no fault "${values.only}". There are: ${scenarios.map(({ id }) => id).join(', ')}.`);
  process.exit(1);
}
const results: Result[] = [];
for (const scenario of chosen) {
  process.stderr.write(`${scenario.id} ${scenario.fault} ...\n`);
  results.push(await play(scenario));
}

const rows = results.map(({ id, passed, measured }, index) => {
  const sign = passed ? '✓' : '✗';
  if ('error' in measured) return `| ${sign} ${id} | ${chosen[index]?.fault} | | | ${measured.error} |`;
  const { slowest, calls, extra, client } = measured;
  return `| ${sign} ${id} | ${chosen[index]?.fault} | ${slowest} ms | ${calls} (${extra} extra) | ${client} |`;
});
console.log(
  ['| | Fault | Slowest answer | Calls | What the client saw |', '|---|---|---|---|---|', ...rows].join('\n'),
);
if (values.json) console.log(JSON.stringify(results));
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
