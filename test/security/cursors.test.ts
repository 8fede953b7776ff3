import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../gateway/documents/hash.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { toCursor } from '../../subgraphs/economy/cursor.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';
import { leakIn } from '../support/leaks.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { send, expectRefused, expectTyped } = attackerOf(() => city);

describe('a cursor', () => {
  interface Page {
    readonly municipalities: { enterprises: { nodes: { number: string }[]; pageInfo: { endCursor: string } } | null }[];
  }
  const page = (nisCode: string, after?: string) =>
    city.ask<Page>(
      `query($nis: [ID!], $after: String) { municipalities(nisCodes: $nis) { enterprises(first: 2, after: $after) { nodes { number } pageInfo { endCursor } } } }`,
      { variables: { nis: [nisCode], ...(after === undefined ? {} : { after }) } },
    );
  const expectNone = async (nisCode: string, cursor: string) => {
    city.resetCounts();
    const { status, data, errors } = await page(nisCode, cursor);
    expect([status, data.municipalities]).toEqual([200, [{ enterprises: null }]]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', retryable: false } }]);
    expect(leakIn(JSON.stringify(errors), cursor)).toBeNull();
    expect(city.requests('enterprise-register')).toBe(0);
  };
  const cursorOf = async (nisCode: string) =>
    String((await page(nisCode)).data.municipalities[0]?.enterprises?.pageInfo.endCursor);

  it('leads on in its own list', async () => {
    const [first, next] = [await page('21009'), await page('21009', await cursorOf('21009'))];
    expect(next.errors).toBeUndefined();
    expect(next.data).not.toEqual(first.data);
  });

  it('of another municipality is none', async () => {
    await expectNone('21004', await cursorOf('21009'));
  });

  it('that somebody made up is none', async () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      '',
      'x',
      '0',
      'null',
      made(null),
      made([]),
      made(['21009']),
      made(['21009', 'x']),
      made([21009, 1]),
    ])
      await expectNone('21009', cursor);
    await expectNone('21009', made(['21009', '0403.091.220', 'more']));
    await expectNone('21009', toCursor({ nisCode: '21009', number: "0' or '1'='1" }));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (cursor) => expectNone('21009', cursor),
      ),
      { numRuns: 40 },
    );
  });

  it('that was changed in one letter leads nowhere else than in its own list', async () => {
    const good = await cursorOf('21009');
    const known = new Set<string>();
    for (let after: string | undefined; ; ) {
      const { data } = await page('21009', after);
      const list = data.municipalities[0]?.enterprises;
      for (const { number } of list?.nodes ?? []) known.add(number);
      after = list?.pageInfo.endCursor ?? undefined;
      if (!list?.nodes.length || known.size > 40) break;
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'ABCxyz019-_'), async (at, letter) => {
        const { status, data } = await page('21009', good.slice(0, at) + letter + good.slice(at + 1));
        expect(status).toBe(200);
        expect(data.municipalities[0]?.enterprises?.nodes.length ?? 0).toBeLessThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the hash of a document', () => {
  const DOCUMENT = '{ municipalities { nisCode } }';
  const withHash = (hash: unknown, more: object = {}) =>
    send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } }, ...more }));

  it('that nobody knows is told as the protocol wants it, before anybody is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9a-f]{64}$/), async (hash) => {
        await expectRefused(await withHash(hash), 'PERSISTED_QUERY_NOT_FOUND', 200);
      }),
      { numRuns: 10 },
    );
  });

  it('of another document is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[0-9a-f]{64}$/), async (hash) => {
        await expectRefused(await withHash(hash, { query: DOCUMENT }), 'BAD_REQUEST');
      }),
      { numRuns: 10 },
    );
    await expectRefused(await withHash(hashOf(`${DOCUMENT} `), { query: DOCUMENT }), 'BAD_REQUEST');
  });

  it('that is none is refused', async () => {
    const none = fc.oneof(fc.string(), fc.jsonValue(), fc.constantFrom('A'.repeat(64), '../'.repeat(21), '__proto__'));
    await fc.assert(
      fc.asyncProperty(none, async (hash) => {
        await expectRefused(await withHash(hash), 'BAD_REQUEST');
      }),
      { numRuns: 30 },
    );
    for (const persistedQuery of [1, 'x', [], {}, { version: 2, sha256Hash: hashOf(DOCUMENT) }, true])
      await expectRefused(
        await send(JSON.stringify({ query: DOCUMENT, extensions: { persistedQuery } })),
        'BAD_REQUEST',
      );
    for (const documentId of ['x', 'sha256:', 'md5:x', 1, [], {}])
      await expectRefused(await send(JSON.stringify({ documentId })), 'BAD_REQUEST');
  });

  it('does not become known by whoever sends it', async () => {
    const own = `# ${Math.random()}\n${DOCUMENT}`;
    expect((await withHash(hashOf(own), { query: own })).status).toBe(200);
    city.resetCounts();
    await expectRefused(await withHash(hashOf(own)), 'PERSISTED_QUERY_NOT_FOUND', 200);
  });

  it('is the only way for a client that asks by nothing else', async () => {
    const headers = { 'content-type': 'application/json', 'x-api-key': SANDBOX_KEYS['trusted-app'] };
    const refusal = await send(JSON.stringify({ query: DOCUMENT }), headers);
    expectTyped(refusal, 'PERSISTED_QUERY_REQUIRED', 403);
    await expectRefused(refusal, 'PERSISTED_QUERY_REQUIRED', 403);
    const { sha256Hash } = { sha256Hash: hashOf(DOCUMENT) };
    const both = { query: DOCUMENT, extensions: { persistedQuery: { version: 1, sha256Hash } } };
    await expectRefused(await send(JSON.stringify(both), headers), 'PERSISTED_QUERY_REQUIRED', 403);
  });
});

it('an id that nobody has is null in its place, and the others are complete', async () => {
  const ids = fc.array(
    fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('__proto__', 'constructor')),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  await fc.assert(
    fc.asyncProperty(ids, async (unknown) => {
      const given = [...unknown, '21009'];
      const { status, data, errors } = await city.ask(
        'query($ids: [ID!]) { municipalities(nisCodes: $ids) { nisCode } }',
        {
          variables: { ids: given },
        },
      );
      expect([status, data.municipalities]).toEqual([
        200,
        given.map((id) => (/^210(0[1-9]|1\d)$/.test(id) ? { nisCode: id } : null)),
      ]);
      expect(errors?.every(({ extensions }) => extensions.code === 'UNKNOWN_ID')).toBe(true);
    }),
    { numRuns: 30 },
  );
});
