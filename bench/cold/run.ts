/**
 * `npm run bench -- cold`: from starting a gateway's process to its first federated answer, in turn with its peers.
 * From source, as it is: on Lambda everybody would be bundled.
 */
import { installPeers, startSubgraphs, startTarget, TARGETS } from '../gateway/processes.ts';
import { questionsOf } from '../gateway/workloads.ts';

const ROUNDS = 7;

export async function run(options: readonly string[]): Promise<void> {
  installPeers();
  const { environment, end } = await startSubgraphs(0);
  const question = JSON.stringify(questionsOf('city', 1)(0));
  const seen = new Map<string, number[]>(TARGETS.map((target) => [target, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const target of TARGETS) {
      const startedAt = performance.now();
      const running = await startTarget(target, environment);
      const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: question,
      });
      await response.text();
      if (round > 0) seen.get(target)?.push(performance.now() - startedAt); // The first fills the file cache.
      running.end();
    }
  }
  end();
  const medians = [...seen].map(([target, times]) => {
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    return [target, Math.round(median)] as const;
  });
  for (const [target, ms] of medians) process.stderr.write(`${target.padEnd(16)} ${String(ms).padStart(6)} ms\n`);
  if (options.includes('--json')) console.log(JSON.stringify(Object.fromEntries(medians)));
}
