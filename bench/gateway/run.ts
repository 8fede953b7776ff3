/**
 * `npm run bench -- gateway`: our engine beside its peers, and beside the limit.
 *
 * Same subgraphs, same HTTP, one core for the gateway; rounds are interleaved, so that a change of the machine's mood
 * meets everybody. `--quick` measures the city workload only; `--json` ends standard output with one line of JSON.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Amount, counter, countWithCallgrind, countWithPerf } from './instructions.ts';
import {
  cpuMs,
  installPeers,
  load,
  memoryMb,
  type Running,
  startSubgraphs,
  startTarget,
  TARGETS,
  type Target,
} from './processes.ts';
import { questionsOf, WORKLOADS, type Workload } from './workloads.ts';

interface Scenario {
  readonly name: string;
  readonly workload: Workload;
  /** How many different operations. */
  readonly mix: number;
  readonly delay: number;
  readonly connections: number;
}

interface Figures {
  minstrPerOp: number | null;
  rps: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerOp: number;
  memoryMb: number;
}

const scenario = (workload: Workload, mix: number, delay = 0, connections = 16): Scenario => ({
  name: [
    workload,
    ...(mix === 1 ? ['one operation'] : []),
    ...(delay > 0 ? [`subgraphs wait ${delay} ms`] : []),
    ...(connections === 1 ? ['one connection'] : []),
  ].join(', '),
  workload,
  mix,
  delay,
  connections,
});
const QUICK: readonly Scenario[] = [scenario('city', 200)];
const FULL: readonly Scenario[] = [
  ...WORKLOADS.flatMap((workload) => [scenario(workload, 200), scenario(workload, 1)]),
  scenario('small', 200, 0, 1),
  ...WORKLOADS.map((workload) => scenario(workload, 200, 50)),
];

const say = (text: string): unknown => process.stderr.write(`${text}\n`);

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  installPeers();
  const targets = TARGETS.filter((target) => values.only.length === 0 || values.only.includes(target));
  const scenarios = values.quick ? QUICK : FULL;
  const results: Record<string, Record<string, Figures>> = {};
  for (const delay of new Set(scenarios.map((scenario) => scenario.delay))) {
    const chosen = scenarios.filter((scenario) => scenario.delay === delay);
    Object.assign(results, await measure(chosen, delay, targets, values.quick));
  }
  for (const [name, figures] of Object.entries(results)) printTable(name, figures);
  const report = { countedBy: counter(), ...results };
  if (!values.quick) {
    const folder = join(import.meta.dirname, '..', 'results');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'gateway.json'), `${JSON.stringify(report, null, 2)}\n`);
  }
  if (values.json) console.log(JSON.stringify(report));
}

async function measure(
  scenarios: readonly Scenario[],
  delay: number,
  targets: readonly Target[],
  isQuick: boolean,
): Promise<Record<string, Record<string, Figures>>> {
  const subgraphs = await startSubgraphs(delay);
  const { environment } = subgraphs;
  const running: Running[] = [];
  for (const target of targets) {
    say(`starting ${target} ...`);
    running.push(await startTarget(target, environment));
  }
  await compareAnswers(running, [...new Set(scenarios.map(({ workload }) => workload))]);

  const by = counter();
  const results: Record<string, Record<string, Figures>> = {};
  for (const scenario of scenarios) {
    say(`${scenario.name}: rounds ...`);
    results[scenario.name] = await rounds(scenario, running, isQuick);
    if (by !== 'perf' || delay > 0) continue;
    for (const each of running) {
      const figures = results[scenario.name]?.[each.target];
      if (figures)
        figures.minstrPerOp = await countWithPerf(each, scenario.workload, scenario.mix, isQuick ? 1_000 : 4_000);
    }
  }
  for (const each of running) each.end();
  // With a delay a gateway waits, but executes the same.
  if (by === 'callgrind' && delay === 0) {
    const queue = [...targets];
    const countNext = async (): Promise<void> => {
      for (let target = queue.shift(); target; target = queue.shift()) {
        say(`${target}: counting instructions in callgrind ...`);
        const counted = scenarios.filter(({ mix, connections }) => mix > 1 && connections > 1);
        const counts = await countWithCallgrind(target, environment, counted, amountFor(target, isQuick));
        for (const [i, { name }] of counted.entries()) {
          const figures = results[name]?.[target];
          if (figures) figures.minstrPerOp = counts[i] ?? null;
        }
      }
    };
    await Promise.all([countNext(), countNext()]); // A count does not depend on who else runs.
  }
  subgraphs.end();
  return results;
}

/** Operations before and while counting. Whoever executes less for each is warm as soon only with more of them. */
function amountFor(target: Target, isQuick: boolean): Amount {
  if (target === 'ours' || target === 'limit') return { warmUp: 5_000, counted: 250 };
  return isQuick ? { warmUp: 450, counted: 60 } : { warmUp: 800, counted: 100 };
}

/** Every gateway gives the same data, byte for byte. */
async function compareAnswers(running: readonly Running[], workloads: readonly Workload[]): Promise<void> {
  for (const workload of workloads) {
    const answers = new Map<string, string>();
    for (const { target, port } of running) {
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(questionsOf(workload, 1)(0)),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(`${target} fails on ${workload}: ${JSON.stringify(errors)}`);
      answers.set(target, JSON.stringify(data));
    }
    const [first, ...others] = answers.values();
    if (others.some((answer) => answer !== first)) {
      const sizes = [...answers].map(([target, answer]) => `${target} ${answer.length}`).join(', ');
      throw new Error(`the answers to ${workload} differ: ${sizes}`);
    }
    say(`${workload}: ${Buffer.byteLength(first ?? '')} bytes of data, the same from all`);
  }
}

/** Warm-up, then rounds in turn; the median of each figure. */
async function rounds(
  { workload, mix, connections }: Scenario,
  running: readonly Running[],
  isQuick: boolean,
): Promise<Record<string, Figures>> {
  const operations = (isQuick ? 300 : 900) / (workload === 'wide' ? 3 : 1);
  const seen = new Map<string, Figures[]>(running.map(({ target }) => [target, []]));
  for (const each of running) await load(each, workload, mix, operations, connections);
  for (let round = 1; round <= (isQuick ? 2 : 3); round++) {
    for (const each of running) {
      const before = cpuMs(each.pid);
      const { rps, p50Ms, p99Ms } = await load(each, workload, mix, operations, connections, round * operations);
      const cpuMsPerOp = (cpuMs(each.pid) - before) / operations;
      seen.get(each.target)?.push({ minstrPerOp: null, rps, p50Ms, p99Ms, cpuMsPerOp, memoryMb: memoryMb(each.pid) });
    }
  }
  return Object.fromEntries([...seen].map(([target, figures]) => [target, medianOf(figures)]));
}

function medianOf(figures: readonly Figures[]): Figures {
  const median = (key: Exclude<keyof Figures, 'minstrPerOp'>): number =>
    figures.map((each) => each[key]).toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
  return {
    minstrPerOp: null,
    rps: median('rps'),
    p50Ms: median('p50Ms'),
    p99Ms: median('p99Ms'),
    cpuMsPerOp: median('cpuMsPerOp'),
    memoryMb: median('memoryMb'),
  };
}

function printTable(name: string, figures: Readonly<Record<string, Figures>>): void {
  const ours = figures.ours;
  const rows = Object.entries(figures).map(([target, each]) => [
    target.padEnd(16),
    each.minstrPerOp === null ? '-'.padStart(9) : each.minstrPerOp.toFixed(2).padStart(9),
    ours?.minstrPerOp && each.minstrPerOp
      ? `${(each.minstrPerOp / ours.minstrPerOp).toFixed(2)} x`.padStart(9)
      : ''.padStart(9),
    each.cpuMsPerOp.toFixed(3).padStart(9),
    each.rps.toFixed(0).padStart(8),
    each.p50Ms.toFixed(1).padStart(8),
    each.p99Ms.toFixed(1).padStart(8),
    each.memoryMb.toFixed(0).padStart(8),
  ]);
  const head = [
    'gateway'.padEnd(16),
    'Minstr/op',
    '   of ours',
    'cpu ms/op',
    '   req/s',
    '  p50 ms',
    '  p99 ms',
    '  mem MB',
  ];
  say(`\n${name}\n${head.join(' ')}\n${rows.map((row) => row.join(' ')).join('\n')}`);
}
