import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { type City, startCity } from '../support/city.ts';

/** Nothing to speak of comes in while a test runs. */
const QUOTA = '1/100';
/** Costs 19: that many municipalities. */
const QUESTION = '{ municipalities { nisCode } }';

let city: City;
let network = 0;
beforeAll(async () => {
  city = await startCity({ quota: QUOTA });
  process.env.QUOTA_CLIENT = QUOTA;
});
afterAll(async () => {
  delete process.env.QUOTA_CLIENT;
  delete process.env.NETWORK_SECRET;
  await city.close();
});
beforeEach(() => {
  process.env.NETWORK_SECRET = `network ${network++}`; // Each test comes from another.
  city.resetCounts();
});

async function send(headers: Record<string, string> = {}, query = QUESTION) {
  const response = await fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return {
    status: response.status,
    header: (name: string) => response.headers.get(name),
    text,
    body: JSON.parse(text),
  };
}
const withKey = (id: keyof typeof SANDBOX_KEYS) => ({ 'x-api-key': SANDBOX_KEYS[id] });
/** How many requests in a row are answered with 200. */
async function answered(headers: Record<string, string>): Promise<number> {
  let count = 0;
  while (count < 50 && (await send(headers)).status === 200) count += 1;
  return count;
}

describe('a quota', () => {
  it('is spent by what an operation costs, which the answer says', async () => {
    const { body, header } = await send();
    expect(body.extensions.cost).toMatchObject({ estimated: 19, charged: 19 });
    expect(header('ratelimit-limit')).toBe('100');
    expect(header('ratelimit-remaining')).toBe('81');
    expect(header('ratelimit-reset')).toBe(String(19 * 60));
    expect(header('ratelimit-policy')).toBe('1;w=60;burst=100');
  });

  it('of one client is spent by it alone: another, and anybody, go on', async () => {
    expect(await answered(withKey('open-data-app'))).toBe(5);
    city.resetCounts();
    const refused = await send(withKey('open-data-app'));
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({
      errors: [
        {
          message: expect.stringContaining('costs 19'),
          extensions: { code: 'TOO_MANY_REQUESTS', retryable: true, retryAfter: expect.any(Number) },
        },
      ],
    });
    expect(refused.header('retry-after')).toBe(String(refused.body.errors[0].extensions.retryAfter));
    expect(city.calls('governance')).toBe(0);
    expect((await send(withKey('strict-app'))).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  it.each([
    ['that are invalid', '{ nothing }', 400],
    ['that are no GraphQL', '{', 400],
    ['that are too complex', `{ ${'a '.repeat(3_000)} }`, 400],
  ])('is spent by requests %s, too', async (_, query, status) => {
    const statuses = await Promise.all(Array.from({ length: 110 }, async () => (await send({}, query)).status));
    expect(statuses.filter((one) => one === status)).toHaveLength(100);
    expect(statuses.filter((one) => one === 429)).toHaveLength(10);
  });

  it('of the network is spent by who tries keys, and refuses no client that comes from there', async () => {
    const guesses = Array.from({ length: 110 }, (_, n) => ({
      'x-api-key': `bcg_0000000000_${String(n).padStart(43, 'x')}`,
    }));
    const statuses: number[] = [];
    for (let at = 0; at < guesses.length; at += 10) {
      const some = await Promise.all(guesses.slice(at, at + 10).map((headers) => send(headers)));
      statuses.push(...some.map(({ status }) => status));
    }
    expect(statuses.filter((one) => one === 401)).toHaveLength(100);
    expect(statuses.filter((one) => one === 429)).toHaveLength(10);
    expect((await send(withKey('smart-city-office'))).status).toBe(200);
  });

  it('is no secret of the one who asked first: what a cache may give to others does not tell it', async () => {
    const address = `${city.url}/graphql?query=${encodeURIComponent('{ airStations { id } }')}`;
    const ask = async (headers: Record<string, string>) =>
      (await fetch(address, { headers: { 'apollo-require-preflight': '1', ...headers } })).headers;
    const forAll = await ask({});
    expect(forAll.get('cache-control')).toMatch(/^public/);
    expect(forAll.get('vary')).toBe('accept, accept-language, authorization, x-api-key');
    expect(forAll.get('ratelimit-remaining')).toBeNull();
    const forOne = await ask(withKey('smart-city-office'));
    expect(forOne.get('cache-control')).toMatch(/^private/);
    expect(forOne.get('ratelimit-remaining')).not.toBeNull();
  });

  it('does not stop open data while the table that instances share fails', async () => {
    await city.fail('shared-state', 'refuse');
    expect((await send()).status).toBe(200);
    await city.fail('shared-state', null);
  });
});

describe('credentials', () => {
  const CLOSED = `{ households(ids: ["x"], reason: { purpose: "curiosity", legalBasis: "none", caseReference: "none" }) { id } }`;
  const codes = async (headers: Record<string, string>) => {
    const { errors = [] }: { errors?: { extensions: { code: string } }[] } = (await send(headers, CLOSED)).body;
    return errors.map(({ extensions }) => extensions.code);
  };

  it('open what they are for, to nobody else, and to nobody while they cannot be checked', async () => {
    expect(await codes(withKey('city-of-brussels-desk'))).toEqual(['NOT_AGREED']); // Its reason is none, but it was heard.
    const asked = city.calls('people');
    expect(await codes(withKey('smart-city-office'))).toEqual(['FORBIDDEN']);
    await city.fail('clients', 'refuse');
    expect(await codes({ 'x-api-key': `bcg_0000000000_${'z'.repeat(43)}` })).toEqual(['ACCESS_UNAVAILABLE']);
    await city.fail('clients', null);
    expect(city.calls('people')).toBe(asked);
  });

  it('that are not good are refused before anything is read, without a word about what is inside', async () => {
    const { status, header, text, body } = await send({ 'x-api-key': 'letmein' }, '{');
    expect(status).toBe(401);
    expect(body.errors).toEqual([
      { message: 'The API key is not accepted.', extensions: { code: 'UNAUTHENTICATED', retryable: false } },
    ]);
    expect(header('www-authenticate')).toMatch(/^Bearer realm=/);
    expect(header('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/https?:|127\.0\.0\.1|localhost|node_modules/);
  });

  it('that cannot be checked now do not stop open data', async () => {
    await city.fail('clients', 'refuse');
    const { status, body } = await send({ 'x-api-key': `bcg_0000000000_${'y'.repeat(43)}` });
    await city.fail('clients', null);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
  });
});
