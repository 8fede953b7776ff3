/**
 * `npm run soak -- --minutes N`: the federation at half of the load it can bear, over administrations of whose answers
 * one in a hundred fails. Prints how memory and handles went and what share of answers failed. The exit code is 1
 * when memory grows, handles leak, a rejection is not handled or an answer fails.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFederation } from '../../infra/federation.ts';
import type { Order, Seen } from './soak-world.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' }, json: { type: 'boolean' } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes a number above 0');

/** Seconds of one stretch, after which memory is looked at, and of what is not counted because caches are filling. */
const STRETCH = Math.min(10, minutes * 3);
const WARM_UP = Math.min(120, (minutes * 60) / 5);
/** What memory may grow by and still be called flat, in a share of itself per hour. */
const FLAT = 0.1;

let unhandled = 0;
process.on('unhandledRejection', (reason) => {
  unhandled += 1;
  console.error(reason);
});

const world = fork(join(import.meta.dirname, 'soak-world.ts'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
world.once('exit', (code) => {
  if (code === 0) return;
  console.error('The other process ended.');
  process.exit(1);
});
const [environment] = (await once(world, 'message')) as [Record<string, string>];
const federation = await startFederation({
  environment: { ...environment, QUOTA_ANONYMOUS: '900000000/900000000' }, // One caller is all of them.
});
async function load(rate: number, seconds: number): Promise<Seen> {
  world.send({ url: federation.url, rate, seconds } satisfies Order);
  const [seen] = (await once(world, 'message')) as [Seen];
  return seen;
}

await load(0, 3);
const most = (await load(0, 5)).asked / 5;
const rate = most / 2;
process.stderr.write(`bears ${most.toFixed(0)} operations a second; ${minutes} minutes at ${rate.toFixed(0)}\n`);

interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly handles: number;
}
const samples: Sample[] = [];
const all = { asked: 0, failed: 0, partial: 0, p99: 0 };
const startedAt = performance.now();
const elapsed = (): number => (performance.now() - startedAt) / 1000;
while (elapsed() < minutes * 60) {
  const { asked, failed, partial, p50, p99 } = await load(rate, Math.min(STRETCH, minutes * 60 - elapsed()));
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const sample = {
    minute: elapsed() / 60,
    heapMb: (heapUsed + external) / 1e6,
    rssMb: rss / 1e6,
    handles: process.getActiveResourcesInfo().length,
  };
  if (elapsed() > WARM_UP) samples.push(sample);
  all.asked += asked;
  all.failed += failed;
  all.partial += partial;
  all.p99 = Math.max(all.p99, p99);
  const shown = `${sample.minute.toFixed(1)} min  heap ${sample.heapMb.toFixed(1)} MB  rss ${sample.rssMb.toFixed(0)} MB`;
  process.stderr.write(`${shown}  ${sample.handles} handles  p50 ${p50} ms  p99 ${p99} ms  ${partial} partial\n`);
}
await federation.close();
world.disconnect();

const middle = Math.ceil(samples.length / 2);
const meanOf = (part: readonly Sample[], what: keyof Sample): number =>
  part.reduce((sum, sample) => sum + sample[what], 0) / part.length;
/** Least squares: what a quantity grows by in a minute. */
function slopeOf(what: 'heapMb' | 'rssMb' | 'handles'): number {
  const [time, value] = [meanOf(samples, 'minute'), meanOf(samples, what)];
  const products = samples.map((sample) => (sample.minute - time) * (sample[what] - value));
  const squares = samples.map(({ minute }) => (minute - time) ** 2);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return sum(products) / sum(squares);
}
const result = {
  minutes,
  operations: all.asked,
  perSecond: Number(rate.toFixed(1)),
  heapMb: Number(meanOf(samples, 'heapMb').toFixed(1)),
  heapSlopeMbPerMinute: Number(slopeOf('heapMb').toFixed(4)),
  rssSlopeMbPerMinute: Number(slopeOf('rssMb').toFixed(4)),
  handlesFirstHalf: Math.round(meanOf(samples.slice(0, middle), 'handles')),
  handlesSecondHalf: Math.round(meanOf(samples.slice(middle), 'handles')),
  errorShare: all.failed / all.asked,
  partialShare: Number((all.partial / all.asked).toFixed(4)),
  unhandledRejections: unhandled,
};
const isFlat = result.heapSlopeMbPerMinute * 60 < FLAT * result.heapMb;
const passed =
  isFlat && all.failed === 0 && unhandled === 0 && result.handlesSecondHalf <= result.handlesFirstHalf * 1.2 + 5;
console.log(JSON.stringify({ id: 'F15', passed, measured: result }, null, values.json ? 0 : 2));
process.exit(passed ? 0 : 1);
