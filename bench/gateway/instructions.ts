import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { has, load, type Running, startTarget, type Target } from './processes.ts';
import type { Workload } from './workloads.ts';

/**
 * How instructions are counted: by the processor (`perf stat`), or where it does not count for us, as on many virtual
 * machines, by valgrind's callgrind. Both count what the whole process executes in user mode.
 */
export type Counter = 'perf' | 'callgrind' | 'none';

export function counter(): Counter {
  const probe = has('perf') ? spawnSync('perf', ['stat', '-e', 'instructions:u', 'true'], { encoding: 'utf8' }) : null;
  if (probe?.status === 0 && !/not (supported|counted)/.test(probe.stderr)) return 'perf';
  return has('valgrind', 'callgrind_control') ? 'callgrind' : 'none';
}

/** Counts with the processor's own counter while a warm gateway answers. */
export async function countWithPerf(
  running: Running,
  workload: Workload,
  mix: number,
  requests: number,
): Promise<number> {
  const perf = spawn('perf', ['stat', '-x', ';', '-e', 'instructions:u', '-p', String(running.pid)]);
  let text = '';
  perf.stderr.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await load(running, workload, mix, requests, 16);
  perf.kill('SIGINT');
  await new Promise((resolve) => perf.once('close', resolve));
  return Number(text.split(';')[0]) / requests / 1e6;
}

/** How much a gateway runs before it is counted, and while. */
export interface Amount {
  readonly warmUp: number;
  readonly counted: number;
}

/** Counts with callgrind: the gateway runs in valgrind, warms up uncounted, then answers the counted operations. */
export async function countWithCallgrind(
  target: Target,
  environment: Record<string, string>,
  workloads: readonly { readonly workload: Workload; readonly mix: number }[],
  amount: Amount,
): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'callgrind-'));
  const running = await startTarget(target, environment, [
    'valgrind',
    '--tool=callgrind',
    '--instr-atstart=no',
    '--smc-check=all-non-file', // The engine writes code while it runs.
    `--callgrind-out-file=${join(folder, 'out')}`,
  ]);
  const control = (...args: string[]): unknown =>
    execFileSync('callgrind_control', [...args, String(running.pid)], { stdio: 'ignore' });
  const counts: number[] = [];
  for (const { workload, mix } of workloads) {
    const share = workload === 'wide' ? 3 : 1; // Its operations are several times as large.
    const [before, counted] = [amount.warmUp, amount.counted].map((requests) => Math.ceil(requests / share)) as [
      number,
      number,
    ];
    await load(running, workload, mix, before, 16);
    control('-z');
    control('-i', 'on');
    await load(running, workload, mix, counted, 16, before);
    control('-i', 'off');
    control('-d');
    const dumps = readdirSync(folder).filter((name) => /\.\d+$/.test(name));
    const newest = dumps.toSorted((a, b) => Number(a.split('.')[1]) - Number(b.split('.')[1])).at(-1) ?? '';
    const total = /^totals: (\d+)/m.exec(readFileSync(join(folder, newest), 'utf8'))?.[1];
    counts.push(Number(total) / counted / 1e6);
  }
  running.end();
  rmSync(folder, { recursive: true, force: true });
  return counts;
}
