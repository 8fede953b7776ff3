import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { openTable } from '../../kernel/door/shared/table.ts';
import { closeDoors } from '../../kernel/http.ts';
import { serve } from '../../sandbox/serve.ts';
import { SHARED_STATE, sharedEnvironment, sharedTable } from '../../sandbox/shared-table.ts';
import { worldAt } from '../../sandbox/world.ts';
import { START } from './door.ts';

/** A moment of a test's clock. */
export const now = (seconds = 0): Date => new Date(START + seconds * 1000);

/** The name under which the table knows a question. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The table, and what reached it; `closeDoors` makes another instance of this process, which knows nothing. */
export async function table() {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const served = await serve({
    id: SHARED_STATE,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: await sharedTable({ world: worldAt(now(), 1), onClose: (end) => closers.push(end) }),
  });
  const environment = sharedEnvironment(served.origin());
  Object.assign(process.env, environment);
  onTestFinished(async () => {
    await closeDoors();
    for (const name of Object.keys(environment)) delete process.env[name];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });
  const openIt = () => openTable(SHARED_STATE, served.origin(), 1_000);
  /** Another instance takes the right to ask, at a second of the clock. */
  const lock = async (what: string, holder: string, ms: number, at = 0): Promise<boolean> => {
    const known = openIt();
    const leaseEnd = now(at).getTime() + ms;
    const item = { pk: `LEASE#${hashOf(what)}`, sk: 'LEASE', holder, leaseEnd, expiresAt: Math.ceil(leaseEnd / 1000) };
    const isTaken = await known.putIf(item, 'leaseEnd < :now', { ':now': now(at).getTime() });
    known.close();
    return isTaken;
  };
  const fail = async (fault: string): Promise<void> => {
    await served.fail(fault);
    Object.assign(process.env, sharedEnvironment(served.origin()));
  };
  return { requests, fail, open: openIt, lock };
}
