import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { systemClock } from '../../kernel/time.ts';
import { openTrail } from '../../kernel/trail/trail.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { verify } from '../../tooling/audit/verify.ts';
import { ACT, KEYS, servedTrail } from '../support/trail.ts';
import type { Told } from './trail-writer.ts';

/** A process that reads closed data, ended as soon as a put of the kind is on its way, for good or not stored at all. */
async function killedAt(what: string, isStored: boolean) {
  let onPut = (): void => {};
  const isOnItsWay = new Promise<void>((resolve) => {
    onPut = resolve;
  });
  const trail = await servedTrail((operation, body) => {
    if (operation !== 'PutItem' || !body.includes(what)) return null;
    onPut();
    return isStored ? 'lost' : 'hang';
  });
  const child = fork(join(import.meta.dirname, 'trail-writer.ts'), {
    env: { ...process.env, TRAIL_TIMEOUT_MS: '20000' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let reads = 0;
  child.on('message', (told: Told) => {
    if (told === 'reads') reads += 1;
  });
  await isOnItsWay;
  // What is on its way is stored by then, or never is.
  if (isStored) await expect.poll(async () => JSON.stringify(await trail.snapshot())).toContain(what.split('"')[1]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { findings } = verify(await trail.snapshot(), KEYS);
  return { reads, findings: findings.map(({ kind, seq, isTampering }) => [kind, seq, isTampering]) };
}

it.each([
  ['"INTENT"', false, 0, []],
  [
    '"INTENT"',
    true,
    0,
    [
      ['HEAD_BEHIND', 1, false],
      ['UNKNOWN_OUTCOME', 1, false],
    ],
  ],
  ['"OUTCOME"', false, 1, [['UNKNOWN_OUTCOME', 1, false]]],
  ['"OUTCOME"', true, 1, [['HEAD_BEHIND', 2, false]]],
  ['"WRITER"', false, 0, []],
  ['"WRITER"', true, 0, [['HEAD_BEHIND', 1, false]]],
] as const)(
  'a process that is killed while it enters %s (stored: %s) leaves a trail that verifies and names the gap',
  async (what, isStored, made, named) => {
    const { reads, findings } = await killedAt(what, isStored);
    expect(reads).toBe(made);
    expect(findings).toEqual(named);
  },
);

it('the sandbox has a trail, which fails like the administrations', async () => {
  const sandbox = await startSandbox({ faults: { trail: 'throttle' } });
  const environment = sandbox.environment();
  Object.assign(process.env, environment);
  onTestFinished(async () => {
    await closeDoors();
    for (const name of Object.keys(environment)) delete process.env[name];
    await sandbox.close();
  });
  let made = 0;
  const read = (): Promise<number> =>
    openTrail({ now: systemClock }).recorded(
      ACT,
      async () => ++made,
      () => 1,
    );
  await expect(read()).rejects.toMatchObject({ extensions: { code: 'TRAIL_UNAVAILABLE' } });
  expect([made, sandbox.requests('trail').length > 0]).toEqual([0, true]);
  await sandbox.fail('trail', null);
  expect(await read()).toBe(1);
});
