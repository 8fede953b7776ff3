/**
 * `npm run fuzz -- --minutes N`: tries what nobody thought of. Valid operations through the gateway have to give what one
 * merged schema gives; whatever is sent to the whole federation over the sandbox has to be answered or refused, with no
 * fault of ours, no leak and nobody asked in vain. Stops at the first failure, writes the smallest input that still fails
 * to a file, and ends with exit code 1.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../tooling/folders.ts';
import { federationFuzzer } from './federation.ts';
import { mergedFuzzer } from './merged.ts';
import type { Failure, Fuzzer } from './tally.ts';

const HELP = `npm run fuzz -- [options]

  --minutes NUMBER   for how long (default 1)
  --seed NUMBER      where to start (default: the time); the same seed tries the same
  --json             end with one line of JSON
  --help             this text`;
/** Where a failure is written. */
const FAILED = join(ROOT, 'node_modules', '.cache', 'fuzz-failure.json');
/** Milliseconds between two lines of progress. */
const PROGRESS = 5_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const minutes = Number(values.minutes);
const start = Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(start) || start < 0) {
  console.error(`--minutes takes a number above 0, --seed a whole number.\n\n${HELP}`);
  process.exit(1);
}

process.env.GATEWAY_KEYS ||= `fuzz:${'0123456789abcdef'.repeat(2)}`;
let failure: Failure | null = null;
let seed = start;
const unforeseen = (error: unknown): Failure => ({
  class: 'process',
  seed,
  wrong: `not caught: ${error}`,
  input: null,
});
const crashed = (error: unknown): void => {
  failure ??= unforeseen(error);
};
process.on('unhandledRejection', crashed).on('uncaughtException', crashed);

const fuzzers: Readonly<Record<string, Fuzzer>> = { merged: mergedFuzzer(), federation: await federationFuzzer() };
const until = Date.now() + minutes * 60_000;
let told = Date.now();
while (!failure && Date.now() < until) {
  for (const fuzzer of Object.values(fuzzers)) failure ??= await fuzzer.step(seed).catch(unforeseen);
  seed += 1;
  if (Date.now() - told < PROGRESS) continue;
  told = Date.now();
  process.stderr.write(`seed ${seed}: ${Math.ceil((until - told) / 1000)} s left, nothing found\n`);
}
await Promise.all(Object.values(fuzzers).map(({ close }) => close()));

for (const [name, { tally }] of Object.entries(fuzzers)) {
  console.log(`\n${name}, seeds ${start} to ${seed - 1}`);
  for (const [title, counts] of [
    ['tried', tally.tried],
    ['came', tally.came],
  ] as const) {
    const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
    console.log(['', `| | ${title} |`, '|---|---|', ...sorted.map(([what, n]) => `| ${what} | ${n} |`)].join('\n'));
  }
  console.log(`\nslowest refusal: ${tally.slowest.ms.toFixed(1)} ms (${tally.slowest.what})`);
}
if (failure) {
  writeFileSync(FAILED, `${JSON.stringify(failure, null, 2)}\n`);
  console.error(
    `\n✗ seed ${failure.seed}, ${failure.class}: ${failure.wrong}\nThe smallest input that still fails: ${FAILED}`,
  );
} else console.log('\n✓ nothing found');
if (values.json) {
  const tallies = Object.fromEntries(Object.entries(fuzzers).map(([name, { tally }]) => [name, tally]));
  console.log(JSON.stringify({ minutes, seeds: [start, seed - 1], passed: !failure, failure, ...tallies }));
}
process.exit(failure ? 1 : 0);
