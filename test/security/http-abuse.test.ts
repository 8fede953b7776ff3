import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { send, ask, expectRefused } = attackerOf(() => city);

describe('volume', () => {
  it('a body of 1 MB', async () => {
    await expectRefused(await ask(`{ ${'a '.repeat(500_000)} }`), 'QUERY_TOO_COMPLEX', 413);
  });

  it('a query string that is too long', async () => {
    const response = await fetch(`${city.url}/graphql?query=${'a'.repeat(14_000)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([400, 413, 431]).toContain(response.status);
    expect(city.allRequests()).toBe(0);
  });

  it('a gzip bomb, which nobody unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
    await expectRefused(
      await send(bomb, { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
      'BAD_REQUEST',
    );
  });

  it('a batch of questions', async () => {
    const batch = Array.from({ length: 1_000 }, () => ({ query: '{ municipalities { nisCode } }' }));
    await expectRefused(await send(JSON.stringify(batch)), 'BAD_REQUEST');
  });
});

describe('HTTP', () => {
  it.each([
    ['malformed', '{'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"{ __typename }"'],
    ['UTF-16', Buffer.from('{"query":"{ __typename }"}', 'utf16le')],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['query that is no text', '{"query":{"kind":"Document"}}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
  ])('a body that is %s', async (_, body) => {
    await expectRefused(await send(body), 'BAD_REQUEST');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a POST of a page of somebody else: %s',
    async (type) => {
      await expectRefused(await send('{"query":"{ __typename }"}', { 'content-type': type }), 'BAD_REQUEST');
    },
  );

  it('a persisted query whose hash is another, without a word in the log', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    await expectRefused(await send(JSON.stringify({ query: '{ __typename }', extensions })), 'BAD_REQUEST');
  });
});
