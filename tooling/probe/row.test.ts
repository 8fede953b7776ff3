import { afterEach, expect, it, vi } from 'vitest';
import { secret, setting } from '../../kernel/env.ts';
import type { Source } from '../../kernel/source.ts';
import { open } from '../../test/support/door.ts';
import { testSource } from '../../test/support/source.ts';
import type { Question } from './plan.ts';
import { probe } from './probe.ts';
import type { Row } from './row.ts';
import { reportOf, summaryOf, tableOf } from './table.ts';

const now = () => new Date('2026-11-23T07:30:00Z');
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Probes one source with one question. */
async function rowFor(source: Source, ask: Question['ask']): Promise<Row> {
  const questions = [{ method: 'read', requests: 1, needs: null, ask }];
  const [row] = await probe([{ own: {}, sources: [{ source, owner: 'test', questions }] }], { now });
  if (!row) throw new Error('a row was expected');
  return row;
}

const KEY = 'a1b2c3d4e5f6';
const withKey = testSource({ key: secret('TEST_SOURCE_KEY'), quota: setting('TEST_SOURCE_QUOTA', '8/60') });

it('tells what the administration says of its limits, and no key that it repeats', async () => {
  vi.stubEnv('TEST_SOURCE_KEY', KEY);
  const headers = { 'X-RateLimit-Remaining': '41', RateLimit: '"day";r=99;t=60', 'x-ratelimit-user': KEY, etag: '"7"' };
  const { ask } = await open((_, response) => response.writeHead(200, headers).end('{"count":1}'), withKey);
  const row = await rowFor(withKey, async ({ door }) => [await ask({}, door)].map(() => ({ provenance: null })));
  expect(row).toMatchObject({ outcome: 'OK', read: 1, requests: 1, bytes: 11, key: 'GIVEN', quota: '8/60' });
  expect(row.limits).toEqual({ 'x-ratelimit-remaining': '41', ratelimit: '"day";r=99;t=60' });
});

it.each([
  [401, 'SOURCE_REFUSED', 0],
  [429, 'SOURCE_THROTTLED', 0],
  [500, 'SOURCE_UNAVAILABLE', 1],
])('asks without a key that is not there, and excuses what that explains: %i', async (code, outcome, failed) => {
  const { ask, seen } = await open((_, response) => response.writeHead(code).end(), withKey);
  const row = await rowFor(withKey, async ({ door }) => [await ask({}, door)].map(() => ({ provenance: null })));
  expect(seen).toHaveLength(1);
  expect(row).toMatchObject({ outcome, cause: `HTTP_${code}`, key: 'MISSING' });
  expect(reportOf([row])).toMatchObject({ ok: 0, failed, withoutKey: 1 - failed });
  expect(tableOf([row])).toMatch(/read, HTTP_\d+, no key$/);
  expect(summaryOf([row])).toContain(failed ? '1 failed.' : '1 without an answer for want of a key.');
});

it('does not look for a table of the operator where no region is set', async () => {
  for (const variable of ['AWS_REGION', 'AWS_PROFILE', 'TEST_TABLE_URL']) vi.stubEnv(variable, '');
  const table = testSource({ connector: 'dynamodb', endpoint: setting('TEST_TABLE_URL', null) });
  const ask = vi.fn(async () => []);
  const row = await rowFor(table, ask);
  expect(row).toMatchObject({ outcome: 'NOT_ASKED', cause: 'NO_ADDRESS', key: 'MISSING', bytes: null });
  expect(reportOf([row])).toMatchObject({ failed: 0, withoutKey: 1 });
  expect(ask).not.toHaveBeenCalled();
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  expect(await rowFor(table, ask)).toMatchObject({ outcome: 'OK', key: 'GIVEN' });
});

it('tells no word of an error, only its code', async () => {
  const row = await rowFor(withKey, async () => {
    throw new TypeError(`https://office.test/?key=${KEY}`);
  });
  expect(row).toMatchObject({ outcome: 'INTERNAL_SERVER_ERROR', method: 'read', cause: 'TypeError' });
  expect(JSON.stringify(row) + tableOf([row])).not.toMatch(/office\.test|a1b2/);
});

it('is not OK where there was nothing to ask with', async () => {
  const row = await rowFor(withKey, async () => null);
  expect(row).toMatchObject({ outcome: 'NOT_ASKED', method: 'read', cause: 'NOTHING_TO_ASK_WITH', requests: 0 });
});

it('shows the newest of what was read beside what its dataset promises', async () => {
  const source = testSource({ observedWithin: 3600 });
  const thing = (observedAt: string | null) => ({
    provenance: { source, observedAt: observedAt === null ? null : new Date(observedAt), retrievedAt: now() },
  });
  const row = await rowFor(source, async () => [
    thing('2026-11-21T07:00:00Z'),
    thing('2026-11-23T07:20:00Z'),
    thing(null),
  ]);
  expect(row).toMatchObject({
    observedAt: '2026-11-23T07:20:00.000Z',
    age: 600,
    observedWithin: 3600,
    freshness: 'FRESH',
  });
  const old = await rowFor(source, async () => [thing('2026-11-21T07:00:00Z')]);
  const silent = await rowFor(source, async () => [thing(null)]);
  expect(tableOf([row, old, silent]).split('\n')).toEqual([
    'dataset    administration  outcome  read  requests  ms   KB  observed             quota  notes',
    'test-data  test-office     OK          3         0   0  0.0  10 min of 1 h FRESH  none',
    'test-data  test-office     OK          1         0   0  0.0  2 d of 1 h STALE     none',
    'test-data  test-office     OK          1         0   0  0.0  -                    none',
  ]);
  expect(summaryOf([row, old, silent])).toContain('Older or newer than promised: test-data.');
});
