import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { secret, setting, url } from '../../kernel/env.ts';
import { type ClientCredentials, clientCredentials } from '../../kernel/remote.ts';
import { CC0 } from '../../kernel/source.ts';
import { subgraph } from '../../test/support/subgraph.ts';
import { granted } from './granted.ts';
import { createAsk } from './transport.ts';

const credentials: ClientCredentials = {
  kind: 'client-credentials',
  tokenEndpoint: url('AIR_TOKEN_URL', 'https://login.invalid/token'),
  clientId: setting('AIR_CLIENT_ID', 'city graph'),
  secret: secret('AIR_CLIENT_SECRET'),
  scope: 'air:read',
};
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A token server of this test: what it answers, and what it was sent. */
async function tokenServer(answer: (asked: number) => { readonly status?: number; readonly body: unknown }) {
  const seen: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body });
    const { status = 200, body: content } = answer(seen.length);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AIR_TOKEN_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`);
  vi.stubEnv('AIR_CLIENT_SECRET', 'a:b c');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return seen;
}

function asking() {
  const { kind: _, ...declared } = credentials;
  const ask = createAsk({
    air: {
      administration: { id: 'office', name: { en: 'Office' }, homepage: 'https://office.test' },
      licence: CC0,
      endpoint: url('SUBGRAPH_AIR_URL', 'https://air.invalid/graphql'),
      authentication: clientCredentials(declared),
    },
  });
  const caller = { acceptLanguage: undefined, traceId: '1'.repeat(32), deadline: Number.POSITIVE_INFINITY };
  const question = { subgraph: 'air', isMutation: false, entities: 0, caller };
  return (field: string) => ask({ ...question, body: JSON.stringify({ query: `{ ${field} }` }) });
}

it('shows a token that it was given for its own name and secret, and asks for one once', async () => {
  const given = await tokenServer(() => ({ body: { access_token: 't-1', token_type: 'Bearer', expires_in: 300 } }));
  const seen = await subgraph((response) => response.end('{"data":{"no2":1,"pm10":2}}'));
  const ask = asking();
  const answers = await Promise.all([ask('no2'), ask('pm10')]);
  expect(answers.map(({ data }) => data)).toEqual([{ no2: 1 }, { pm10: 2 }]);
  await ask('no2');
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t-1', 'Bearer t-1', 'Bearer t-1']);
  expect(given).toHaveLength(1);
  expect(given[0]?.body).toBe('grant_type=client_credentials&scope=air%3Aread');
  const [, basic = ''] = given[0]?.headers.authorization?.split(' ') ?? [];
  expect(Buffer.from(basic, 'base64').toString()).toBe('city+graph:a%3Ab+c');
});

it('asks for the next token half a minute before the end of the one it has, and sooner for none', async () => {
  const given = await tokenServer((asked) => ({
    body: { access_token: `t-${asked}`, token_type: 'bearer', expires_in: 90 },
  }));
  let time = 0;
  const grant = granted(credentials, () => time);
  await grant.ready();
  time = 59_999;
  expect(grant.ready()).toBeNull();
  time = 60_000;
  await grant.ready();
  expect(grant.token()).toBe('t-2');
  expect(given).toHaveLength(2);
});

it('is an outage while no token is given; its server is left alone for two seconds, and nothing secret is told', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const given = await tokenServer(() => ({ status: 401, body: { error: 'invalid_client', hint: 'a:b c' } }));
  const seen = await subgraph((response) => response.end('{"data":{"no2":1}}'));
  const ask = asking();
  for (const answer of [await ask('no2'), await ask('no2')]) {
    expect(answer).toMatchObject({ reached: false, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
    expect(JSON.stringify(answer)).not.toMatch(/a:b c|invalid_client|token/);
  }
  expect(written.mock.calls.join()).not.toContain('a:b c');
  written.mockRestore();
  expect([given.length, seen.length]).toEqual([1, 0]);
});

it.each([
  { access_token: 'two words', token_type: 'Bearer' },
  { access_token: 't', token_type: 'mac' },
  { token_type: 'Bearer' },
  null,
])('takes %j for no token', async (body) => {
  await tokenServer(() => ({ body }));
  await expect(granted(credentials).ready()).rejects.toMatchObject({ code: 'NO_TOKEN' });
});

it('sends its secret to no address that others could read', async () => {
  vi.stubEnv('AIR_TOKEN_URL', 'http://login.test/token');
  vi.stubEnv('AIR_CLIENT_SECRET', 'k');
  await expect(granted(credentials).ready()).rejects.toMatchObject({ code: 'NOT_ENCRYPTED' });
});
