/**
 * `npm run publish-register`: for the owner of a register who has only its files. Publishes them into a table of the
 * owner's, in the form in which `subgraphs/economy/sources/enterprise-register` reads it in place.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { HELP, optionsOf } from './options.ts';
import { progressOn } from './progress.ts';
import { publish } from './publish.ts';
import { textOf } from './summary.ts';
import { openTable } from './table.ts';

const STOPPED = 130;
/** Milliseconds within which a second signal is the first one again. */
const SAME_SIGNAL = 1_000;

/** Ends in good order on the first signal. On one that comes later it ends at once: the checkpoint is behind then, never ahead. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  let stoppedAt = 0;
  const heed = (): void => {
    // npm passes on what the terminal has sent to both of us already.
    if (stop.signal.aborted && performance.now() - stoppedAt > SAME_SIGNAL) process.exit(STOPPED);
    if (!stop.signal.aborted) stoppedAt = performance.now();
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, heed);
  return stop.signal;
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const stop = stopOnSignal();
  const summary = await publish(options, {
    open: openTable,
    pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    progress: progressOn(process.stderr),
    signal: stop,
  });
  console.log(textOf(summary));
  if (options.json) console.log(JSON.stringify(summary));
  return summary.outcome === 'interrupted' ? STOPPED : 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
