import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { composeFor } from './graph.ts';
import type { Workload } from './workloads.ts';

const HERE = import.meta.dirname;
/** The gateway under test has a core of its own; the subgraphs and the load share the other. */
const GATEWAY_CORE = '0';
const OTHER_CORE = '1';

/** Every gateway that is measured, and the limit. */
export const TARGETS = ['ours', 'limit', 'apollo-gateway', 'hive', 'hive-rust', 'mercurius-jit'] as const;
export type Target = (typeof TARGETS)[number];

const fileOf = (target: Target): string =>
  join(HERE, 'targets', target === 'ours' ? 'ours.ts' : `${target === 'hive-rust' ? 'hive' : target}.mjs`);

/** A gateway that runs. */
export interface Running {
  readonly target: Target;
  readonly port: number;
  readonly pid: number;
  end(): void;
}

/** What the load process saw. */
export interface Load {
  readonly rps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytes: number;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Whether every command of the list is installed. */
export function has(...commands: string[]): boolean {
  return commands.every((command) => spawnSync('which', [command]).status === 0);
}

const pinned = (core: string, command: readonly string[]): string[] =>
  has('taskset') ? ['taskset', '-c', core, ...command] : [...command];

/** Starts a process and waits for its first line of output. */
async function start(command: readonly string[], environment: Record<string, string>): Promise<[ChildProcess, string]> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = `${complaints}${chunk}`.slice(-2_000);
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`${command.join(' ')} ended with ${code}\n${complaints}`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return [child, line];
}

/** Installs the peers where they are not. */
export function installPeers(): void {
  if (existsSync(join(HERE, '..', 'node_modules'))) return;
  process.stderr.write('installing the peers (bench/package.json) ...\n');
  execFileSync('npm', ['ci'], { cwd: join(HERE, '..'), stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A script of ours that runs, and the first line that it wrote. */
export interface Script {
  readonly line: string;
  readonly pid: number;
  readonly end: () => void;
}

/** Starts a script of ours on the other core, and waits for its first line. */
export async function startProcess(script: string, args: readonly string[] = []): Promise<Script> {
  const [child, line] = await start(pinned(OTHER_CORE, [process.execPath, script, ...args]), {});
  return { line, pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
}

/** The subgraphs, and the environment that a gateway needs to ask them. */
export async function startSubgraphs(delay: number): Promise<{ environment: Record<string, string>; end: () => void }> {
  const [child, line] = await start(
    pinned(OTHER_CORE, [process.execPath, join(HERE, 'subgraph-server.ts'), String(delay)]),
    {},
  );
  const ports: Record<string, number> = JSON.parse(line);
  const { supergraphSdl, apiSdl } = composeFor(ports);
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
  writeFileSync(join(folder, 'api.graphql'), apiSdl);
  const urls = Object.entries(ports).map(([name, port]) => [
    `SUBGRAPH_${name.toUpperCase()}_URL`,
    `http://127.0.0.1:${port}/graphql`,
  ]);
  return {
    environment: {
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: '1',
      BENCH_SUPERGRAPH: join(folder, 'supergraph.graphql'),
      BENCH_API: join(folder, 'api.graphql'),
      BENCH_PORTS: line,
      ...Object.fromEntries(urls),
    },
    end: () => child.kill('SIGKILL'),
  };
}

/** Starts a gateway; `under` is a command that runs it, such as valgrind. */
export async function startTarget(
  target: Target,
  environment: Record<string, string>,
  under: readonly string[] = [],
): Promise<Running> {
  const command = [...under, process.execPath, fileOf(target)];
  const [child, line] = await start(under.length > 0 ? command : pinned(GATEWAY_CORE, command), {
    ...environment,
    BENCH_TARGET: target,
  });
  return { target, port: Number(line), pid: child.pid ?? 0, end: () => child.kill('SIGKILL') };
}

/** Puts load on a gateway; `mix` is how many different operations it asks. */
export async function load(
  { port }: Pick<Running, 'port'>,
  workload: Workload,
  mix: number,
  requests: number,
  connections: number,
  from = 0,
): Promise<Load> {
  const args = [port, workload, mix, requests, connections, from].map(String);
  const [child, line] = await start(pinned(OTHER_CORE, [process.execPath, join(HERE, 'load.ts'), ...args]), {});
  children.delete(child);
  return JSON.parse(line);
}

/** Milliseconds of processor time that a process has used, in user and kernel mode (`/proc/PID/stat`, fields 14 and 15). */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory in MiB. */
export function memoryMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
