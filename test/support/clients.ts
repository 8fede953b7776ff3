import { onTestFinished } from 'vitest';
import type { Client } from '../../gateway/access/identity.ts';
import { openTable } from '../../kernel/door/shared/table.ts';
import { closeDoors } from '../../kernel/http.ts';
import { CLIENTS, clientsEnvironment, clientsTable } from '../../sandbox/clients.ts';
import { serve } from '../../sandbox/serve.ts';
import { worldAt } from '../../sandbox/world.ts';
import { openRegister } from '../../tooling/clients/register.ts';
import { now } from './shared-table.ts';

/** A client that may do what a test says. */
export const clientOf = (id: string, given: Partial<Client> = {}): Client => ({
  id,
  name: `The client ${id}`,
  contact: 'somebody@example.org',
  administration: null,
  scopes: [],
  quota: null,
  documents: 'off',
  isStrict: false,
  status: 'ACTIVE',
  ...given,
});

/** The table of clients of one test, emulated: its register, what reached it, and a clock for all. */
export async function clients() {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const time = { seconds: 0 };
  const clock = () => now(time.seconds);
  const served = await serve({
    id: CLIENTS,
    onRequest: (question) => requests.push(question.split('.').at(-1) ?? ''),
    answer: await clientsTable({ world: worldAt(now(), 1), onClose: (end) => closers.push(end) }),
  });
  const endpoint = served.origin();
  Object.assign(process.env, clientsEnvironment(endpoint));
  const table = openTable(CLIENTS, endpoint, 2_000);
  onTestFinished(async () => {
    table.close();
    await closeDoors();
    for (const name of Object.keys(clientsEnvironment(''))) delete process.env[name];
    await served.close();
    await Promise.all(closers.map((close) => close()));
  });
  const fail = async (fault: string | null): Promise<void> => {
    await served.fail(fault);
    Object.assign(process.env, clientsEnvironment(served.origin()));
  };
  return { register: openRegister(table, clock), table, requests, endpoint, fail, time, clock };
}
