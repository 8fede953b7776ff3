/**
 * `npm run bench -- service [--quick] [--json]`: what each operation of `client/operations` takes: processor time of the
 * gateway and of the subgraphs, requests to sources and to the shared table, bytes of the answer. `npm run cost` and
 * `npm run scale` reckon with what it writes to `bench/results/service.json`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { clientOperations } from '../../tooling/client-operations.ts';
import { columns } from '../../tooling/columns.ts';
import { ROOT } from '../../tooling/folders.ts';
import { countAll } from './counts.ts';
import { timeAll } from './times.ts';

const PLENTY = '900000000/900000000';

export async function run(options: readonly string[]): Promise<void> {
  const rounds = options.includes('--quick') ? 20 : 100;
  process.env.GATEWAY_KEYS ||= `bench:${'0123456789abcdef'.repeat(2)}`;
  const operations = clientOperations();
  const sandbox = await startSandbox();
  const environment = { ...sandbox.environment(), QUOTA_ANONYMOUS: PLENTY, SHARED_STATE_TIMEOUT_MS: '5000' };
  const counts = await countAll(operations, sandbox, environment);
  const { times, memoryMB } = await timeAll(operations, rounds);
  await sandbox.close();

  const measured = Object.fromEntries(
    operations.map(({ name }) => [name, { ...counts.get(name), ...times.get(name) }]),
  );
  const result = { processor: cpus()[0]?.model, node: process.version, rounds, memoryMB, operations: measured };
  writeFileSync(join(ROOT, 'bench', 'results', 'service.json'), `${JSON.stringify(result, null, 2)}\n`);
  const rows = operations.map(({ name }) => {
    const { calls = {}, sourceRequests = 0, tableRequests = 0, bytes = 0 } = counts.get(name) ?? {};
    const { gatewayMs = 0, subgraphsMs = 0 } = times.get(name) ?? {};
    const all = Object.values(calls).reduce((sum, each) => sum + each, 0);
    const ms = [gatewayMs, subgraphsMs].map((each) => Number(each.toFixed(1)));
    return [name, ...ms, all, sourceRequests, tableRequests, Math.round(bytes / 1_000)];
  });
  const head = ['operation', 'gateway ms', 'subgraphs ms', 'calls', 'source requests', 'table requests', 'kB'];
  process.stderr.write(
    `\n\n${columns([head, ...rows])}\n\nProcessor time of an operation whose answers are still fresh.\n`,
  );
  if (options.includes('--json')) console.log(JSON.stringify(result));
}
