import { beforeEach, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { clientOf, clients } from '../../test/support/clients.ts';
import { eventOf } from '../../test/support/event.ts';
import { createIdentify } from './identify.ts';

beforeEach(closeDoors);

/** What a caller with a key is told: its account, or status and words of the refusal. */
async function world() {
  const known = await clients();
  const identify = createIdentify(known.clock);
  const ask = async (headers: Record<string, string>, sourceIp?: string) => {
    const result = await identify(eventOf(headers, sourceIp));
    if ('kind' in result) return result;
    const { errors } = JSON.parse(result.body ?? '');
    return { status: result.statusCode, headers: result.headers, ...errors[0] };
  };
  const withKey = (key: string | null) => ask({ 'x-api-key': String(key) });
  return { ...known, ask, withKey };
}
const REFUSED = { status: 401, extensions: { code: 'UNAUTHENTICATED', retryable: false } };

describe('an API key', () => {
  it('names its client, which is read once a minute', async () => {
    const { register, requests, time, withKey } = await world();
    const { key } = await register.add(clientOf('desk', { scopes: ['households:read'] }), true);
    requests.length = 0;
    const identity = await withKey(key);
    expect(identity).toMatchObject({ kind: 'KEY', account: 'client:desk', client: { id: 'desk', isStrict: false } });
    expect(identity.scopes).toEqual(new Set(['households:read']));
    time.seconds = 59;
    await Promise.all([withKey(key), withKey(key)]);
    expect(requests).toHaveLength(2); // Its pointer, and its client.
    time.seconds = 60;
    await withKey(key);
    expect(requests).toHaveLength(4);
  });

  it('is kept as a hash alone', async () => {
    const { register, table } = await world();
    const { key } = await register.add(clientOf('desk'), true);
    const secret = String(key).split('_')[2] ?? '-';
    expect(JSON.stringify(await table.list('CLIENT', '!', '~'))).not.toContain(secret);
  });

  it.each([
    ['that nobody has', `bcg_0123456789_${'x'.repeat(43)}`],
    ['that is none', 'letmein'],
    ['that is empty', ''],
    ['twice', `bcg_0123456789_${'x'.repeat(43)}, bcg_0123456789_${'x'.repeat(43)}`],
  ])('%s is refused, and asked for once', async (_, key) => {
    const { requests, withKey } = await world();
    expect(await withKey(key)).toMatchObject({ ...REFUSED, message: 'The API key is not accepted.' });
    await withKey(key);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  it('whose secret is another is refused, although its id is known', async () => {
    const { register, withKey } = await world();
    const { key } = await register.add(clientOf('desk'), true);
    const id = String(key).split('_')[1];
    expect(await withKey(`bcg_${id}_${'x'.repeat(43)}`)).toMatchObject(REFUSED);
  });

  it('leads nowhere once the record of its client no longer has it, although its hash is still there', async () => {
    const { register, time, withKey } = await world();
    const { key } = await register.add(clientOf('desk'), true);
    const { key: other } = await register.rotate('desk', 24);
    await register.revoke('desk', String(key).split('_')[1] ?? '');
    expect(await withKey(key)).toMatchObject(REFUSED);
    time.seconds = 60;
    expect(await withKey(other)).toMatchObject({ account: 'client:desk' });
  });

  it('that was replaced is accepted for its grace, then says that it has expired', async () => {
    const { register, time, withKey } = await world();
    const { key: old } = await register.add(clientOf('desk'), true);
    const { key: fresh } = await register.rotate('desk', 24);
    time.seconds = 24 * 3_600 - 1;
    expect(await withKey(old)).toMatchObject({ account: 'client:desk' });
    time.seconds = 24 * 3_600;
    expect(await withKey(old)).toMatchObject({ ...REFUSED, message: 'The API key has expired.' });
    expect(await withKey(fresh)).toMatchObject({ account: 'client:desk' });
  });

  it('of a revoked client is refused within a minute', async () => {
    const { register, time, withKey } = await world();
    const { key } = await register.add(clientOf('desk'), true);
    expect(await withKey(key)).toMatchObject({ account: 'client:desk' });
    await register.revoke('desk', null);
    time.seconds = 60;
    expect(await withKey(key)).toMatchObject({ ...REFUSED, message: 'The API key is not accepted.' });
  });

  it.each(['refuse', 'throttle', 'hang'])(
    'is not checked while the table fails, which is left alone for a while then: %s',
    async (fault) => {
      process.env.CLIENTS_TIMEOUT_MS = '100';
      const { fail, register, requests, time, withKey } = await world();
      const { key } = await register.add(clientOf('desk', { scopes: ['households:read'] }), true);
      await fail(fault);
      requests.length = 0;
      for (let n = 0; n < 3; n++) {
        const identity = await withKey(key);
        expect(identity).toMatchObject({ kind: 'KEY', client: null, unchecked: true });
        expect(identity.account).toMatch(/^net:/);
        expect(identity.scopes).toEqual(new Set());
      }
      expect(requests.length).toBeLessThanOrEqual(2);
      await fail(null);
      time.seconds = 3;
      expect(await withKey(key)).toMatchObject({ account: 'client:desk' });
      delete process.env.CLIENTS_TIMEOUT_MS;
    },
  );

  it('of a record that cannot be read is refused', async () => {
    const { register, table, withKey } = await world();
    const { client, key } = await register.add(clientOf('desk'), true);
    await table.put({ pk: 'CLIENT', sk: 'desk', ...client, scopes: 'all' });
    expect(await withKey(key)).toMatchObject(REFUSED);
  });

  it('is refused where nobody is registered', async () => {
    const { withKey } = await world();
    delete process.env.CLIENTS_TABLE;
    expect(await withKey(`bcg_0123456789_${'x'.repeat(43)}`)).toMatchObject(REFUSED);
  });
});

describe('anybody', () => {
  it('is known by the network, and the address is nowhere', async () => {
    const { ask } = await world();
    const account = async (sourceIp: string, headers = {}) => (await ask(headers, sourceIp)).account;
    const known = await account('192.0.2.1');
    expect(known).toMatch(/^net:[\w-]{22}$/);
    expect(await account('::ffff:192.0.2.1')).toBe(known);
    expect(await account('192.0.2.2')).not.toBe(known);
    expect(await account('2001:db8::1')).toBe(await account('2001:db8:0:0:ffff::9'));
    expect(await account('2001:db8::1')).not.toBe(await account('2001:db8:0:1::1'));
    expect(await account('not an address')).toBe(await account(''));
  });

  it('cannot choose the network with a header of its own', async () => {
    const { ask } = await world();
    const forged = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' };
    expect((await ask(forged)).account).toBe((await ask({})).account);
  });

  it('is known by what our own proxy says, where there is one', async () => {
    const { ask } = await world();
    process.env.CLIENT_ADDRESS_HEADER = 'CloudFront-Viewer-Address';
    const through = async (address: string) =>
      (await ask({ 'cloudfront-viewer-address': address }, '192.0.2.1')).account;
    const [first, again, other, six] = [
      await through('203.0.113.9:1234'),
      await through('203.0.113.9:4321'),
      await through('203.0.113.8:1234'),
      await through('[2001:db8::1]:443'),
    ];
    delete process.env.CLIENT_ADDRESS_HEADER;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect((await ask({}, '203.0.113.9')).account).toBe(first);
    expect((await ask({}, '2001:db8::2')).account).toBe(six);
  });

  it('is counted the same by all instances that have the secret', async () => {
    const { ask } = await world();
    process.env.NETWORK_SECRET = 'one';
    const one = (await ask({})).account;
    process.env.NETWORK_SECRET = 'two';
    const two = (await ask({})).account;
    delete process.env.NETWORK_SECRET;
    expect(one).not.toBe(two);
  });
});
