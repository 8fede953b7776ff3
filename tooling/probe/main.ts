/**
 * `npm run probe:live`: for whoever has a network. Asks every source what the graph would ask it, from the
 * administration itself, and says whether it is as it was declared. With `--sandbox`, of the emulated ones.
 */
import { closeDoors } from '../../kernel/http.ts';
import { systemClock } from '../../kernel/time.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { HELP, type Options, optionsOf } from './options.ts';
import { planOf, requestsOf } from './plan.ts';
import { probe, SIDE_BY_SIDE } from './probe.ts';
import { reportOf, summaryOf, tableOf } from './table.ts';

async function run({ only, sandbox, json }: Options): Promise<number> {
  const plan = await planOf(only);
  const sources = plan.reduce((sum, visit) => sum + visit.sources.length, 0);
  console.error(
    `${sources} sources of ${plan.length} administrations, at most ${SIDE_BY_SIDE} of these at once: some ${requestsOf(plan)} requests to ` +
      (sandbox ? 'the sandbox: emulated administrations, invented values' : 'the administrations themselves'),
  );
  const rows = await probe(plan, {
    now: systemClock,
    onRow: ({ dataset, outcome }) => console.error(`${dataset} ${outcome}`),
  });
  const report = reportOf(rows);
  console.log(`${tableOf(rows)}\n\n${summaryOf(rows)}`);
  if (json) console.log(JSON.stringify(report));
  return report.failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const emulated = options.sandbox ? await startSandbox(options) : null;
  // Nothing is told to other instances, and nothing is heard from them.
  Object.assign(process.env, emulated?.environment(), { SHARED_STATE_TABLE: '' });
  try {
    return await run(options);
  } finally {
    await closeDoors();
    await emulated?.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
