import { expect, it, vi } from 'vitest';
import { eventOf } from '../test/support/event.ts';
import { secretsManager } from '../test/support/secrets-manager.ts';
import { read, secret } from './env.ts';
import { withSecrets } from './secrets.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A handler that answers with what it knows of a secret, at a second of its own clock. */
function instance(variable: string) {
  let time = 0;
  const key = secret(variable);
  const handler = withSecrets(
    async () => ({ statusCode: 200, body: String(read(key)) }),
    () => time,
  );
  vi.stubEnv(`${variable}_SECRET_ID`, `graph/${variable}`);
  return {
    ask: async () => (await handler(eventOf())).body,
    at: (ms: number) => {
      time = ms;
    },
  };
}

it('reads a secret before the first question, with a signed request, and not again for the next ones', async () => {
  const { asked } = await secretsManager({ 'graph/ONE': 'k-1\n' });
  const { ask } = instance('ONE');
  expect(await Promise.all([ask(), ask()])).toEqual(['k-1', 'k-1']);
  expect(await ask()).toBe('k-1');
  expect(asked).toEqual(['graph/ONE']);
});

it('has an exchanged secret after five minutes, and lets no question wait for it', async () => {
  const values = { 'graph/TWO': 'old' };
  const { asked } = await secretsManager(values);
  const { ask, at } = instance('TWO');
  await ask();
  values['graph/TWO'] = 'new';
  at(5 * MINUTE - 1);
  expect(await ask()).toBe('old');
  expect(asked).toHaveLength(1);
  at(5 * MINUTE);
  expect(await ask()).toBe('old');
  await vi.waitFor(async () => expect(await ask()).toBe('new'));
  expect(asked).toHaveLength(2);
});

it('goes on without what it may not read, says so once, and asks again after five seconds', async () => {
  const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const values: Parameters<typeof secretsManager>[0] = { 'graph/THREE': { refuses: 'AccessDeniedException' } };
  const { asked } = await secretsManager(values);
  const { ask, at } = instance('THREE');
  expect(await ask()).toBe('null');
  expect(await ask()).toBe('null');
  expect(asked).toHaveLength(1);
  expect(warned.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
    { level: 'warn', message: 'a secret cannot be read', variable: 'THREE', cause: 'AccessDeniedException' },
  ]);
  values['graph/THREE'] = 'k-3';
  at(5 * SECOND);
  expect(await ask()).toBe('k-3');
  warned.mockRestore();
});

it('keeps what it knows while it cannot be read again', async () => {
  const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const values: Parameters<typeof secretsManager>[0] = { 'graph/FOUR': 'k-4' };
  const { asked } = await secretsManager(values);
  const { ask, at } = instance('FOUR');
  await ask();
  values['graph/FOUR'] = { refuses: 'InternalServiceError' };
  at(5 * MINUTE);
  await ask();
  await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  expect(await ask()).toBe('k-4');
  expect(asked).toHaveLength(2);
  warned.mockRestore();
});

it('takes a secret without a value for none, and looks again after five minutes', async () => {
  const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { asked } = await secretsManager({ 'graph/FIVE': null });
  const { ask, at } = instance('FIVE');
  expect(await ask()).toBe('null');
  at(MINUTE);
  await ask();
  expect(asked).toHaveLength(1);
  at(5 * MINUTE);
  await ask();
  expect(asked).toHaveLength(2);
  warned.mockRestore();
});

it('asks nobody where no secret is named, and goes by a variable first', async () => {
  const { asked } = await secretsManager({ 'graph/SIX': 'kept' });
  vi.stubEnv('SIX', 'from the environment');
  const { ask } = instance('SIX');
  expect(await ask()).toBe('from the environment');
  const plain = withSecrets(async () => ({ statusCode: 204 }));
  vi.stubEnv('SIX_SECRET_ID', '');
  expect(await plain(eventOf())).toEqual({ statusCode: 204 });
  expect(asked).toEqual([]);
});
