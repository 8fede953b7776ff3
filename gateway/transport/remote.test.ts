import { afterEach, expect, it, vi } from 'vitest';
import { secret, url } from '../../kernel/env.ts';
import { bearer, none, type Remote } from '../../kernel/remote.ts';
import { CC0 } from '../../kernel/source.ts';
import { subgraph } from '../../test/support/subgraph.ts';
import { sender } from './address.ts';
import { type Caller, createAsk } from './transport.ts';

const remote: Remote = {
  administration: { id: 'office', name: { en: 'Office' }, homepage: 'https://office.test' },
  licence: CC0,
  endpoint: url('SUBGRAPH_AIR_URL', 'https://air.invalid/graphql'),
  authentication: bearer(secret('SUBGRAPH_AIR_TOKEN')),
};
afterEach(() => {
  vi.unstubAllEnvs();
});

function asking(to: Remote) {
  const ask = createAsk({ air: to });
  return (caller: Partial<Caller> = {}) =>
    ask({
      subgraph: 'air',
      body: '{"query":"{ no2 }"}',
      isMutation: false,
      entities: 0,
      caller: { acceptLanguage: undefined, traceId: '1'.repeat(32), deadline: Number.POSITIVE_INFINITY, ...caller },
    });
}

it('asks identical questions once while the answer is on its way, and reads the token anew each time', async () => {
  const seen = await subgraph((response) => {
    setTimeout(() => response.setHeader('cache-control', 'max-age=60').end('{"data":{"no2":1,"pm":2}}'), 30);
  });
  const ask = asking(remote);
  vi.stubEnv('SUBGRAPH_AIR_TOKEN', 'one');
  const [a, b] = await Promise.all([ask(), ask()]);
  expect(a).toMatchObject({ reached: true, data: { no2: 1 }, maxAge: 60 });
  expect(a.data).toEqual({ no2: 1 });
  expect(b.data).toEqual({ no2: 1 });
  vi.stubEnv('SUBGRAPH_AIR_TOKEN', 'two');
  await ask();
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
});

it('shows nothing where anybody may ask', async () => {
  const seen = await subgraph((response) => response.end('{"data":{"no2":1}}'));
  await asking({ ...remote, authentication: none })();
  expect(seen[0]?.headers).not.toHaveProperty('authorization');
});

it('takes an answer with a status of failure for a failure when it is no GraphQL, and none from a redirect', async () => {
  vi.stubEnv('SUBGRAPH_AIR_TOKEN', 'one');
  const answers: [number, string][] = [
    [500, '{"error":"secret"}'],
    [302, '{"data":{"no2":1}}'],
    [204, ''],
  ];
  await subgraph((response) => response.writeHead(answers[0]?.[0] ?? 0).end(answers.shift()?.[1]));
  const ask = asking(remote);
  const codes = [await ask(), await ask(), await ask()].map(({ errors }) => errors[0]?.extensions.code);
  expect(codes).toEqual(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_INVALID', 'SUBGRAPH_INVALID']);
});

it('tells at most fifty errors of an answer', async () => {
  vi.stubEnv('SUBGRAPH_AIR_TOKEN', 'one');
  const errors = Array.from({ length: 1_000 }, (_, i) => ({ message: String(i), path: ['no2'] }));
  await subgraph((response) => response.end(JSON.stringify({ data: null, errors })));
  const answer = await asking(remote)();
  expect(answer.errors).toHaveLength(50);
  expect(new Set(answer.errors.map(({ message }) => message))).toEqual(new Set(['The air domain is out of order.']));
});

it("signs nothing for somebody else's Function URL", () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  const there = new URL('https://abc123.lambda-url.eu-central-1.on.aws/graphql');
  expect(() => sender(there, true)('{}', [])).toThrow('no credentials to sign with');
  const request = sender(there, false)('{}', []);
  request.on('error', () => {}).destroy();
  expect(request.destroyed).toBe(true);
});
