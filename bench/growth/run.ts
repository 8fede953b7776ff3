/**
 * `npm run bench -- growth`: what an operation costs the engine as the number of entities, of subgraphs and of known
 * operations grows. Prints the exponent of the growth (1 is linear) and writes `bench/results/growth.json` and `.svg`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subjectOf } from './graphs.ts';
import { plot, type Series } from './plot.ts';

const SERIES = [
  {
    title: 'Entities',
    unit: 'entities in the answer',
    sizes: [10, 100, 1_000, 10_000],
    of: (entities: number) => ({ entities }),
  },
  { title: 'Subgraphs', unit: 'subgraphs asked', sizes: [2, 4, 8, 16, 32], of: (subgraphs: number) => ({ subgraphs }) },
  {
    title: 'Operations',
    unit: 'operations in the cache',
    sizes: [1, 10, 100, 1_000],
    of: (operations: number) => ({ operations }),
  },
];

/** Milliseconds of processor time of one operation, once it is compiled and warm. */
async function costOf(options: Parameters<typeof subjectOf>[0], size: number): Promise<number> {
  const { answer } = subjectOf(options);
  const isLarge = size >= 10_000;
  const rounds = isLarge ? 30 : Math.max(2_000, 2 * size);
  for (let n = 0; n < rounds; n++) await answer(n);
  const before = process.cpuUsage();
  for (let n = 0; n < rounds; n++) await answer(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

export async function run(options: readonly string[]): Promise<void> {
  const measured: (Series & { exponent: number })[] = [];
  for (const { title, unit, sizes, of } of SERIES) {
    const points: { n: number; ms: number }[] = [];
    for (const n of sizes) {
      points.push({ n, ms: await costOf(of(n), title === 'Entities' ? n * 10 : n) });
      process.stderr.write(`${title.toLowerCase()}: ${n}  ${points.at(-1)?.ms.toFixed(3)} ms\n`);
    }
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) continue;
    const exponent = Math.log(last.ms / first.ms) / Math.log(last.n / first.n);
    measured.push({ title, unit, points, exponent });
    process.stderr.write(`${title.toLowerCase()}: grows with the power ${exponent.toFixed(2)}\n`);
  }
  const folder = join(import.meta.dirname, '..', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'growth.json'), `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(join(folder, 'growth.svg'), plot(measured));
  if (options.includes('--json')) console.log(JSON.stringify(measured));
}
