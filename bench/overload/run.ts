/**
 * `npm run bench -- overload`: what it costs the others when one administration hangs and the load is ten times the
 * usual. Three states take turns within one run; in all of them questions that do not need the hanging source are
 * asked at the same rate: *calm*, alone; *busy*, beside nine times as many that need the source, which works; *storm*,
 * the same while it hangs. `--quick` has one turn, `--json` ends with one line of JSON.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const HANGING = 'villo-stations';
/** Questions differ by their number, so that hardly two on their way are the same. */
const needy = (n: number): string =>
  `{ municipalities(nisCodes: ${codes(n)}) { nisCode bikeStations(first: ${1 + (n % 30)}) { id bikesAvailable } } }`;
const OTHERS: readonly ((n: number) => string)[] = [
  (n) => `{ municipalities(nisCodes: ${codes(n)}) { nisCode name { value } airQuality { no2 { value } } } }`,
  (n) => `{ trafficCounters(first: ${1 + (n % 60)}) { id speed { value } } }`,
  (n) => `{ incidents(first: ${1 + (n % 90)}) { id status category { value } } }`,
];
const other = (n: number): string => OTHERS[n % OTHERS.length]?.(n) ?? '';
/** Nine of the municipalities, from any of them on. */
const codes = (n: number): string =>
  JSON.stringify(Array.from({ length: 9 }, (_, i) => String(21_001 + ((n + i) % 19))));
/** Seconds. */
const CALM = 10;
const BUSY = 20;
/** After the storm, until the source is asked again and its users are back. */
const PAUSE = 20;

/** How questions of one kind were answered. */
interface Seen {
  readonly times: number[];
  statuses: Record<number, number>;
  partial: number;
}
const nothing = (): Seen => ({ times: [], statuses: {}, partial: 0 });

async function ask(url: string, query: string, seen: Seen): Promise<void> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  seen.times.push(performance.now() - startedAt);
  seen.statuses[response.status] = (seen.statuses[response.status] ?? 0) + 1;
  if (text.includes('"errors":[')) seen.partial += 1;
}

/** Asks at a steady rate, whatever becomes of the answers. */
async function at(rate: number, seconds: number, next: () => Promise<void>): Promise<void> {
  const pending: Promise<void>[] = [];
  const end = performance.now() + seconds * 1000;
  for (let due = performance.now(); due < end; due += 1000 / rate) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    pending.push(next());
  }
  await Promise.all(pending);
}

/** What a closed loop of 16 clients gets answered in a second. */
async function capacityOf(url: string): Promise<number> {
  const seen = nothing();
  for (const seconds of [3, 5]) {
    seen.times.length = 0;
    const end = performance.now() + seconds * 1000;
    const client = async (_: unknown, n: number): Promise<void> => {
      for (let i = n * 1_000; performance.now() < end; i++) await ask(url, i % 4 === 0 ? needy(i) : other(i), seen);
    };
    await Promise.all(Array.from({ length: 16 }, client));
  }
  return seen.times.length / 5;
}

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

const memoryMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

async function startCity(): Promise<{ url: string; pid: number; world: ChildProcess; end: () => void }> {
  const world = fork(join(import.meta.dirname, 'sandbox-process.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [environment] = (await once(world, 'message')) as [Record<string, string>];
  const city = spawn(process.execPath, [join(import.meta.dirname, '../../infra/local.ts'), '--live'], {
    env: { ...process.env, ...environment, PORT: '0', QUOTA_ANONYMOUS: '900000000/900000000' }, // One caller is all of them.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface({ input: city.stdout }), 'line')) as [string];
  const url = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
  const end = (): void => {
    city.kill();
    world.disconnect();
  };
  return { url, pid: city.pid ?? 0, world, end };
}

export async function run(options: readonly string[]): Promise<void> {
  const { url, pid, world, end } = await startCity();
  const fail = async (fault: string | null): Promise<void> => {
    world.send({ dataset: HANGING, fault });
    await once(world, 'message');
  };
  const capacity = await capacityOf(url);
  const rate = capacity / 20; // Ten times of it is half of what it can bear.
  process.stderr.write(`${capacity.toFixed(0)} operations a second at most; usual ${rate.toFixed(1)}\n`);
  const [calm, busy, storm, needing] = [nothing(), nothing(), nothing(), nothing()];
  let n = 0;
  const others = (seen: Seen) => () => ask(url, other(n++), seen);
  const before = memoryMb(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryMb(pid));
  }, 250);
  for (let turn = 0; turn < (options.includes('--quick') ? 1 : 4); turn++) {
    await at(rate, CALM, others(calm));
    await Promise.all([at(rate, BUSY, others(busy)), at(9 * rate, BUSY, () => ask(url, needy(n++), nothing()))]);
    await fail('hang');
    await Promise.all([at(rate, BUSY, others(storm)), at(9 * rate, BUSY, () => ask(url, needy(n++), needing))]);
    await fail(null);
    await new Promise((resolve) => setTimeout(resolve, PAUSE * 1000));
    process.stderr.write(
      `turn ${turn + 1}: others p50 ${quantile(calm.times, 0.5).toFixed(1)} and ${quantile(storm.times, 0.5).toFixed(1)} ms\n`,
    );
  }
  clearInterval(watch);
  end();
  const ratio = (a: Seen, b: Seen, share: number): number =>
    Number((quantile(a.times, share) / quantile(b.times, share)).toFixed(2));
  const figures = ({ times, statuses }: Seen) => ({
    p50Ms: Number(quantile(times, 0.5).toFixed(2)),
    p95Ms: Number(quantile(times, 0.95).toFixed(2)),
    statuses,
  });
  const result = {
    capacityPerSecond: Math.round(capacity),
    usualPerSecond: Number(rate.toFixed(1)),
    othersCalm: figures(calm),
    othersBusy: figures(busy),
    othersStorm: figures(storm),
    othersIncomplete: calm.partial + busy.partial + storm.partial,
    stormToBusy: { p50: ratio(storm, busy, 0.5), p95: ratio(storm, busy, 0.95) },
    stormToCalm: { p50: ratio(storm, calm, 0.5), p95: ratio(storm, calm, 0.95) },
    needyStorm: figures(needing),
    memoryMbBefore: Math.round(before),
    memoryMbMost: Math.round(most),
  };
  const folder = join(import.meta.dirname, '..', 'results');
  mkdirSync(folder, { recursive: true });
  if (!options.includes('--quick'))
    writeFileSync(join(folder, 'overload.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, options.includes('--json') ? 0 : 2));
}
