import { describe, expect, it } from 'vitest';
import { clients } from '../../test/support/clients.ts';
import { runCommand } from '../../test/support/command.ts';

const run = (...args: string[]) => runCommand('tooling/clients/main.ts', args);
const lastLine = (output: string) => JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
const DESK = ['desk', '--name', 'The desk', '--contact', 'desk@example.org', '--scope', 'households:read'];

describe('a client', () => {
  it('is registered, given another key and let in no more; its key is shown once', async () => {
    const { endpoint } = await clients();
    process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
    delete process.env.CLIENTS_DYNAMODB_URL;
    const added = await run('add', ...DESK, '--quota', '100/200', '--administration', 'cocom', '--yes', '--json');
    expect(added.errors).toBe('');
    const { client, key } = lastLine(added.output);
    expect(key).toMatch(/^bcg_[0-9a-f]{10}_[\w-]{43}$/);
    expect(added.output).toContain(`\n  ${key}\n\nThis is the key, sent as x-api-key. It is shown once`);
    expect(client).toMatchObject({ id: 'desk', administration: 'cocom', quota: { perMinute: 100, burst: 200 } });
    const shown = await run('show', 'desk');
    expect(shown.output).toMatch(/^contact +desk@example.org$/m);
    expect(shown.output + JSON.stringify(client)).not.toContain(key.split('_')[2]);

    const rotated = lastLine((await run('rotate', 'desk', '--grace', '2', '--yes', '--json')).output);
    expect(rotated.key).not.toBe(key);
    expect(rotated.client.keys.map((one: { expiresAt: unknown }) => one.expiresAt)).toEqual(
      expect.arrayContaining([null, expect.any(String)]),
    );
    const ended = lastLine((await run('revoke', 'desk', '--key', key.split('_')[1], '--yes', '--json')).output);
    expect(ended.client).toMatchObject({ status: 'ACTIVE', keys: [{ expiresAt: null }] });
    const revoked = lastLine((await run('revoke', 'desk', '--yes', '--json')).output);
    expect(revoked.client.status).toBe('REVOKED');
    const listed = await run('list', '--json');
    expect(listed.output).toMatch(/^desk +REVOKED +cocom +households:read +1$/m);
    expect(lastLine(listed.output).clients).toHaveLength(6);
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
  });

  it('is not changed without a word of agreement', async () => {
    const { requests } = await clients();
    const { code, errors } = await run('add', ...DESK);
    expect([code, errors]).toEqual([1, 'There is no terminal to ask: --yes says that it is meant.\n']);
    expect(requests).toEqual([]);
  });

  it('is not registered twice, and not changed over the change of another', async () => {
    const { register, table } = await clients();
    expect((await run('add', ...DESK, '--yes')).code).toBe(0);
    expect((await run('add', ...DESK, '--yes')).errors).toBe('There is a client desk already.\n');
    const [item] = await table.get([{ pk: 'CLIENT', sk: 'desk' }]);
    const slow = { ...table, get: async () => (item ? [item] : []) };
    await register.revoke('desk', null);
    const { openRegister } = await import('./register.ts');
    await expect(openRegister(slow, () => new Date()).rotate('desk', 1)).rejects.toThrow(
      'Somebody else has just changed',
    );
    expect((await register.show('desk')).status).toBe('REVOKED');
  });
});

it.each([
  [['--help'], 0, /--grace HOURS/, /^$/],
  [[], 1, /^$/, /Say what to do: add, rotate/],
  [['show'], 1, /^$/, /Name one client/],
  [['show', 'nobody'], 1, /^$/, /There is no client nobody/],
  [['revoke', 'strict-app', '--key', 'none', '--yes'], 1, /^$/, /has no key none/],
  [['add', 'Desk'], 1, /^$/, /lower-case/],
  [['add', 'desk'], 1, /^$/, /--name/],
  [['add', 'desk', '--name', 'x', '--contact', 'nobody'], 1, /^$/, /--contact/],
  [['add', ...DESK, '--quota', '0/5'], 1, /^$/, /--quota/],
  [['add', ...DESK, '--scope', 'all'], 1, /^$/, /--scope/],
  [['add', ...DESK, '--documents', 'maybe'], 1, /^$/, /--documents/],
  [['rotate', 'desk', '--grace', 'long'], 1, /^$/, /--grace/],
  [['list', '--endpoint', 'here'], 1, /^$/, /takes an address/],
  [['list', '--tables'], 1, /^$/, /--tables/],
] as const)('with %j ends with %i', async (args, code, output, errors) => {
  await clients();
  const ended = await run(...args);
  expect(ended.code).toBe(code);
  expect(ended.output).toMatch(output);
  expect(ended.errors).toMatch(errors);
});
