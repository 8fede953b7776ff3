import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { serve } from '../../sandbox/serve.ts';
import { sharedEnvironment, sharedTable } from '../../sandbox/shared-table.ts';
import { worldAt } from '../../sandbox/world.ts';
import type { Outcome } from './instance.ts';

/** Processes that share one table, as a hundred Lambda environments would; `INSTANCES=100` starts as many. */
const INSTANCES = Number(process.env.INSTANCES || 10);
/** What is left of the quota after each instance has asked once. */
const LEFT = 15;
const QUOTA = INSTANCES + LEFT;
const STARTED_AT_ONCE = 4;

const children = new Set<ChildProcess>();
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  const ended = [...children].map((child) => once(child, 'exit'));
  for (const child of children) child.disconnect();
  children.clear();
  await Promise.all(ended);
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** An administration and the table, with instances in front of them. */
async function city(answer: (path: string) => Promise<{ status?: number; body: unknown }>) {
  const asked: { readonly path: string; readonly at: number }[] = [];
  const office = await serve({
    id: 'test-data',
    onRequest: (question) => asked.push({ path: question.split('/data/')[1] ?? '', at: Date.now() }),
    answer: ({ url }) => answer(url.pathname),
  });
  const stage = { world: worldAt(new Date(), 1), onClose: (end: () => Promise<void>) => closers.push(end) };
  const table = await serve({ id: 'table', onRequest: () => {}, answer: await sharedTable(stage) });
  closers.push(office.close, table.close);
  const environment = {
    ...process.env,
    ...sharedEnvironment(table.origin()),
    TEST_SOURCE_URL: `${office.origin()}/data`,
    TEST_SOURCE_QUOTA: `${QUOTA}/60`,
    SHARED_STATE_TIMEOUT_MS: '5000', // The emulated table is one process beside all instances.
  };
  const instances: ChildProcess[] = [];
  while (instances.length < INSTANCES) {
    const started = Array.from({ length: Math.min(STARTED_AT_ONCE, INSTANCES - instances.length) }, async () => {
      const child = fork(join(import.meta.dirname, 'instance.ts'), { env: environment });
      children.add(child);
      await once(child, 'message');
      return child;
    });
    instances.push(...(await Promise.all(started)));
  }
  /** All instances at once. */
  const ask = async (questionsOf: (instance: number) => readonly string[]): Promise<readonly Outcome[]> => {
    const all = instances.map(async (child, n) => {
      child.send(questionsOf(n));
      const [outcomes] = (await once(child, 'message')) as [Outcome[]];
      return outcomes;
    });
    return (await Promise.all(all)).flat();
  };
  expect(asked).toHaveLength(INSTANCES);
  return { ask, asked, office };
}

const counted = (outcomes: readonly Outcome[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(outcomes, ({ came }) => came)].map(([came, { length }]) => [came, length]));

it(`${INSTANCES} instances ask a question once, and no more than the quota in all`, async () => {
  const { ask, asked } = await city(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { body: { count: 1 } };
  });
  const together = await ask(() => ['common']);
  expect(asked.slice(INSTANCES).map(({ path }) => path)).toEqual(['common']);
  expect(counted(together)).toEqual({ LIVE: 1, CACHE: INSTANCES - 1 });

  const apart = await ask((n) => [`${n}/a`, `${n}/b`]);
  const most = Math.max(
    ...asked.map(({ at }) => asked.filter((other) => other.at >= at && other.at < at + 60_000).length),
  );
  console.log(`${INSTANCES} instances, quota ${QUOTA} a minute: ${most} requests in a minute`, counted(apart));
  expect(most).toBeLessThanOrEqual(QUOTA);
  const { LIVE = 0, SOURCE_THROTTLED = 0 } = counted(apart);
  expect(LIVE).toBeGreaterThan(LEFT / 2);
  expect(SOURCE_THROTTLED).toBeGreaterThan(0);
  // What one of them was answered, all of them have.
  const before = asked.length;
  const known = apart.find(({ came }) => came === 'LIVE')?.question ?? '';
  expect(counted(await ask(() => [known]))).toEqual({ CACHE: INSTANCES });
  expect(asked).toHaveLength(before);
}, 120_000);

it('what one instance learns of an outage, the others know', async () => {
  const { ask, asked, office } = await city(async () => ({ body: {} }));
  await ask(() => ['common']);
  await office.fail('500');
  for (let i = 0; i < 5; i++) await ask((n) => (n === 0 ? [`down/${i}`] : []));
  const before = asked.length;
  const outcomes = await ask((n) => [`other/${n}`]);
  expect(counted(outcomes)).toEqual({ SOURCE_UNAVAILABLE: INSTANCES });
  expect(asked).toHaveLength(before);
}, 120_000);
