/** The sandbox in a process of its own: tells where the sources are, then has them fail as it is told. */
import { startSandbox } from '../../sandbox/sandbox.ts';

const sandbox = await startSandbox();
process.on('message', async ({ dataset, fault }: { dataset: string; fault: string | null }) => {
  sandbox.resetCounts();
  await sandbox.fail(dataset, fault);
  process.send?.('done');
});
process.on('disconnect', () => process.exit(0));
process.send?.(sandbox.environment());
