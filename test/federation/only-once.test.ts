import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secret } from '../../kernel/env.ts';
import { readKeys } from '../../kernel/keys.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { snapshotOf } from '../../tooling/audit/table.ts';
import { verify } from '../../tooling/audit/verify.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const DESK = { 'x-api-key': SANDBOX_KEYS['city-of-brussels-desk'] };
const REASON = {
  purpose: 'social-housing-allocation',
  legalBasis: 'invented-housing-code-art-7',
  caseReference: 'SLRB-2026-00042',
};
const HOUSEHOLDS = `query ($ids: [ID!]!, $reason: AccessReasonInput!) {
  households(ids: $ids, reason: $reason) { id size children municipality { nisCode name { fr } } }
}`;

const ask = (headers: Record<string, string> = DESK, reason: object = REASON, query = HOUSEHOLDS) =>
  city.ask(query, { variables: { ids: ['INV-0003', 'INV-0001'], reason }, headers });
const codes = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) => errors.map(({ extensions }) => extensions.code);

const trail = () => snapshotOf(process.env.TRAIL_TABLE ?? '', process.env.TRAIL_DYNAMODB_URL ?? null);

describe('an administration with an agreement', () => {
  it('is told what the other keeps, and what is open to everybody besides', async () => {
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      households: [
        { id: 'INV-0003', size: 3, children: 1, municipality: { nisCode: '21003', name: { fr: expect.any(String) } } },
        { id: 'INV-0001', size: 1, children: 0, municipality: { nisCode: '21001', name: { fr: 'Anderlecht' } } },
      ],
    });
  });

  it('leaves an entry with the fields and the reason, never with whom it was about', async () => {
    await ask();
    const snapshot = await trail();
    const told = JSON.stringify(snapshot);
    expect(told).toContain('"Household.size"');
    expect(told).toContain('SLRB-2026-00042');
    expect(told).not.toMatch(/INV-\d/);
    expect(verify(snapshot, readKeys(secret('TRAIL_KEYS'))).findings).toEqual([]);
  });

  it('has whether there is a record entered as something that it was told', async () => {
    const query =
      'query ($ids: [ID!]!, $reason: AccessReasonInput!) { households(ids: $ids, reason: $reason) { __typename } }';
    expect((await ask(DESK, { ...REASON, caseReference: 'only-there' }, query)).errors).toBeUndefined();
    const { entries } = await trail();
    expect(entries.find(({ caseReference }) => caseReference === 'only-there')).toMatchObject({
      fields: ['Household.id'],
    });
  });

  it('asks about nobody for nothing', async () => {
    const before = (await trail()).entries.length;
    const { data } = await city.ask(HOUSEHOLDS, { variables: { ids: [], reason: REASON }, headers: DESK });
    expect(data).toEqual({ households: [] });
    expect((await trail()).entries).toHaveLength(before);
  });

  it('is told of no one who is in no record', async () => {
    const answer = await city.ask(HOUSEHOLDS, {
      variables: { ids: ['INV-9999', '../x'], reason: REASON },
      headers: DESK,
    });
    expect(answer.data).toEqual({ households: [null, null] });
    expect(codes(answer)).toEqual(['UNKNOWN_ID', 'UNKNOWN_ID']);
  });

  it('is kept nowhere on the way, and does not stand in an address', async () => {
    const response = await fetch(`${city.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...DESK },
      body: JSON.stringify({ query: HOUSEHOLDS, variables: { ids: ['INV-0003'], reason: REASON } }),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const search = new URLSearchParams({
      query: HOUSEHOLDS,
      variables: JSON.stringify({ ids: ['INV-0003'], reason: REASON }),
    });
    const got = await fetch(`${city.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': 'true', ...DESK },
    });
    expect(got.status).toBe(405);
  });
});

/** Apollo's engine cannot leave a field out: it refuses the whole operation. */
function expectClosed({ status, data, errors }: Awaited<ReturnType<typeof ask>>): void {
  if (process.env.GATEWAY_ENGINE === 'apollo') {
    expect([401, 403]).toContain(status); // The first with a challenge.
    expect(data).toBeUndefined();
    return;
  }
  expect(Object.values(data)).toEqual([null]);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
}

describe('nobody else is told anything', () => {
  it.each([
    ['anybody', {}],
    ['a client without the scope', { 'x-api-key': SANDBOX_KEYS['open-data-app'] }],
    ['a client that says of itself who it is', { 'x-caller': 'e30', 'x-account': 'client:city-of-brussels-desk' }],
  ])('%s: the domain is not asked', async (_, headers) => {
    expectClosed(await ask(headers));
    expect(city.calls('people')).toBe(0);
  });

  it.each([
    [
      'an alias',
      'query ($ids: [ID!]!, $reason: AccessReasonInput!) { a: households(ids: $ids, reason: $reason) { size } }',
    ],
    [
      'a fragment',
      'query ($ids: [ID!]!, $reason: AccessReasonInput!) { ...F } fragment F on Query { households(ids: $ids, reason: $reason) { size } }',
    ],
  ])('through %s neither', async (_, query) => {
    expectClosed(await ask({}, REASON, query));
    expect(city.calls('people')).toBe(0);
  });

  it('without a reason', async () => {
    const answer = await city.ask('{ households(ids: ["INV-0003"]) { size } }', { headers: DESK });
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    // Each that is missing is named.
    for (const missing of [{ ...REASON, caseReference: ' ' }, { purpose: 'social-housing-allocation' }]) {
      expect(new Set(codes(await ask(DESK, missing)))).toEqual(new Set(['BAD_USER_INPUT']));
      expect(city.requests('household-register')).toBe(0);
    }
  });

  it('for another purpose, by another act: the refusal is in the trail, and no record is read', async () => {
    for (const other of [
      { ...REASON, purpose: 'curiosity' },
      { ...REASON, legalBasis: 'none-at-all' },
    ]) {
      city.resetCounts();
      const answer = await ask(DESK, other);
      expect(answer.data).toEqual({ households: null });
      expect(codes(answer)).toEqual(['NOT_AGREED']);
      expect(city.requests('household-register')).toBe(1); // The agreements.
    }
    expect(JSON.stringify(await trail())).toContain('"REFUSED"');
  });
});

describe('what cannot be accounted for is not read', () => {
  it.each([
    ['the trail', 'trail', 'TRAIL_UNAVAILABLE'],
    ['the register', 'household-register', 'SOURCE_UNAVAILABLE'],
  ])('while %s is down, and public data goes on', async (_, table, code) => {
    await city.fail(table, 'refuse');
    const answer = await ask(
      DESK,
      REASON,
      `${HOUSEHOLDS.slice(0, -1)} municipalities(nisCodes: ["21001"]) { name { fr } } }`,
    );
    await city.fail(table, null);
    expect(answer.data).toMatchObject({ households: null, municipalities: [{ name: { fr: 'Anderlecht' } }] });
    expect(codes(answer)).toEqual([code]);
    if (table === 'trail') expect(city.requests('household-register')).toBe(0);
  });
});
