import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHeader } from '../../kernel/caller.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { attackerOf } from '../support/attacker.ts';
import { leakIn } from '../support/leaks.ts';
import { type Arrived, type RecordedCity, startRecordedCity } from '../support/recorded.ts';
import { signed } from '../support/signed.ts';

let city: RecordedCity;
beforeAll(async () => {
  city = await startRecordedCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { send, ask, expectRefused } = attackerOf(() => city);

const KEY = { desk: SANDBOX_KEYS['city-of-brussels-desk'], app: SANDBOX_KEYS['open-data-app'] };
const withKey = (key: string) => ({ 'x-api-key': key });
const REASON = {
  purpose: 'social-housing-allocation',
  legalBasis: 'invented-housing-code-art-7',
  caseReference: 'SLRB-2026-00042',
};
const HOUSEHOLDS = 'query($reason: AccessReasonInput!) { households(ids: ["INV-0007"], reason: $reason) { id size } }';
const atSubgraphs = (): readonly Arrived[] => city.arrived().filter(({ isSource }) => !isSource);
const householdsAsked = (): boolean =>
  atSubgraphs().some(({ at, body }) => at === 'people' && body.includes('households'));

describe('a subgraph answers the gateway alone', () => {
  const BODY = '{"query":"{ __typename }"}';
  const caller = toHeader({ client: 'evil', administration: 'city-of-brussels', scopes: ['households:read'] });
  const forged = '{"query":"query($r: [_Any!]!) { _entities(representations: $r) { __typename } }"}';
  const households = JSON.stringify({ query: HOUSEHOLDS, variables: { reason: REASON } });
  const peopleAt = (body: string, headers: Record<string, string>) =>
    fetch(`${process.env.SUBGRAPH_PEOPLE_URL}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const altered = (body: string, change: (headers: Record<string, string>) => Record<string, string>) =>
    change(signed(body, { 'x-caller': caller }));

  it.each<[string, string, () => Record<string, string>]>([
    ['a plain question', BODY, () => ({})],
    ['introspection', '{"query":"{ __schema { types { name } } _service { sdl } }"}', () => ({})],
    ['forged entities', forged, () => ({})],
    ['a closed field, as somebody', households, () => ({ 'x-caller': caller })],
    ['a caller that nobody signed', households, () => ({ ...signed(households), 'x-caller': caller })],
    ['the signature of another body', households, () => altered(BODY, (headers) => headers)],
    ['no signature beside its input', BODY, () => altered(BODY, ({ signature: _, ...headers }) => headers)],
    [
      'a signature of another key',
      BODY,
      () =>
        altered(BODY, (headers) => ({ ...headers, signature: `gateway=:${Buffer.alloc(32, 7).toString('base64')}:` })),
    ],
    [
      'an old signature that is made younger',
      BODY,
      () =>
        altered(BODY, (headers) => ({
          ...headers,
          'signature-input': String(headers['signature-input']).replace(/expires=\d+/, 'expires=99999999999'),
        })),
    ],
  ])('%s is refused over HTTP', async (_, body, headers) => {
    const response = await peopleAt(body, headers());
    const text = await response.text();
    expect([response.status, JSON.parse(text).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(text).not.toMatch(/INV-|"data"/);
    expect(leakIn(text)).toBeNull();
    expect(city.allRequests()).toBe(0);
  });

  it('whatever one byte of what is signed is changed to', async () => {
    const names = ['x-caller', 'x-account', 'content-digest', 'signature-input', 'signature', 'body'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 33, max: 126 }),
        async (name, at, code) => {
          const headers = signed(households, { 'x-caller': caller, 'x-account': 'client:evil' });
          const text = name === 'body' ? households : String(headers[name]);
          const place = at % text.length;
          const changed = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
          // The last digit of base64 holds bits that mean nothing.
          fc.pre(Buffer.from(changed, 'base64').compare(Buffer.from(text, 'base64')) !== 0 || /[^\w+/=-]/.test(text));
          fc.pre(changed !== text);
          const sent = name === 'body' ? headers : { ...headers, [name]: changed };
          const response = await peopleAt(name === 'body' ? changed : households, sent);
          expect(await response.text()).not.toContain('INV-');
          expect(response.status).toBe(401);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('and of what the gateway signed, no closed field for a caller without the scope', async () => {
    const caller = toHeader({ client: 'app', administration: null, scopes: [] });
    const response = await peopleAt(households, signed(households, { 'x-caller': caller }));
    const { data, errors } = (await response.json()) as { data: unknown; errors: { extensions: unknown }[] };
    expect(data).toEqual({ households: null });
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(city.requests('household-register')).toBe(0);
  });
});

describe('a closed field', () => {
  const PLACES: readonly [way: string, query: string][] = [
    ['by its name', `query($reason: AccessReasonInput!) { households(ids: ["INV-0007"], reason: $reason) { size } }`],
    ['by an alias', `query($reason: AccessReasonInput!) { stops: households(ids: ["1"], reason: $reason) { size } }`],
    [
      'in a fragment',
      `query($reason: AccessReasonInput!) { ...F } fragment F on Query { households(ids: ["1"], reason: $reason) { ...G } } fragment G on Household { size }`,
    ],
    [
      'in an inline fragment with a condition',
      `query($reason: AccessReasonInput!, $yes: Boolean = true) { ... @include(if: $yes) { households(ids: ["1"], reason: $reason) { size } } }`,
    ],
    [
      'by its type name alone',
      `query($reason: AccessReasonInput!) { households(ids: ["1"], reason: $reason) { __typename } }`,
    ],
    [
      'on the way to what is open',
      `query($reason: AccessReasonInput!) { households(ids: ["1"], reason: $reason) { municipality { name { value } stops(first: 1) { id } } } }`,
    ],
  ];
  const OPEN = 'municipalities(nisCodes: ["21009"]) { population { value } }';
  const with_ = (query: string) => query.replace(/\) \{/, `) { ${OPEN} `);

  it.each(PLACES)('cannot be had without its scope: %s', async (_, query) => {
    for (const headers of [{}, withKey(KEY.app)]) {
      city.resetCounts();
      const { status, text } = await ask(with_(query), { reason: REASON }, headers);
      const { data, errors } = JSON.parse(text);
      expect(status).toBe(200);
      expect(data).toMatchObject({ municipalities: [{ population: { value: expect.any(Number) } }] });
      const { municipalities: _, ...closed } = data;
      expect(Object.values(closed)).toEqual([null]);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', retryable: false } }]);
      expect(text).not.toContain('INV-');
      expect(leakIn(JSON.stringify(errors))).toBeNull();
      expect(householdsAsked()).toBe(false);
      expect(city.requests('household-register') + city.requests('trail')).toBe(0);
    }
  });

  it.each(PLACES)('is for an app that wants all or nothing neither, and nobody is asked: %s', async (_, query) => {
    const refusal = await ask(with_(query), { reason: REASON }, withKey(SANDBOX_KEYS['strict-app']));
    await expectRefused(refusal, 'FORBIDDEN', 403);
  });

  it('is there for whom it is open to', async () => {
    const { data, errors } = await city.ask(HOUSEHOLDS, { variables: { reason: REASON }, headers: withKey(KEY.desk) });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ households: [{ id: 'INV-0007', size: expect.any(Number) }] });
  });

  it.each(['purpose', 'legalBasis', 'caseReference'])(
    'is refused without %s, before anybody is asked',
    async (name) => {
      const { [name]: _, ...reason }: Record<string, string> = REASON;
      for (const given of [reason, { ...reason, [name]: null }, null])
        await expectRefused(await ask(HOUSEHOLDS, { reason: given }, withKey(KEY.desk)), 'BAD_USER_INPUT');
      const written = Object.entries(reason).map(([key, value]) => `${key}: "${value}"`);
      const literal = `{ households(ids: ["INV-0007"], reason: { ${written.join()} }) { size } }`;
      await expectRefused(await ask(literal, {}, withKey(KEY.desk)), 'GRAPHQL_VALIDATION_FAILED');
    },
  );

  it('is refused for any other purpose, legal act or file that is none, without a record in the answer', async () => {
    const names = ['purpose', 'legalBasis', 'caseReference'] as const;
    const empty = fc.constantFrom('', ' ', '\n', '\u0000', '-'.repeat(5), 'x'.repeat(101), "' or 1=1 --", '../..');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.oneof(empty, fc.string()), async (name, text) => {
        fc.pre(text !== REASON[name] && !(name === 'caseReference' && /^[\p{L}\d][\p{L}\d ./:_-]{2,99}$/u.test(text)));
        const { data, errors, ...answer } = await city.ask<{ households: unknown }>(HOUSEHOLDS, {
          variables: { reason: { ...REASON, [name]: text } },
          headers: withKey(KEY.desk),
        });
        expect([answer.status, data]).toEqual([200, { households: null }]);
        expect(errors?.[0]?.extensions.code).toBeOneOf(['NOT_AGREED', 'BAD_USER_INPUT']);
      }),
      { numRuns: 25 },
    );
    expect(city.arrived().filter(({ body }) => body.includes('HOUSEHOLD#'))).toEqual([]);
  });
});

describe('credentials that are none', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['a key of another form', { 'x-api-key': 'letmein' }],
    ['a key of the right form', { 'x-api-key': `bcg_sandbox2_${'x'.repeat(43)}` }],
    ['a key with the id of another', { 'x-api-key': KEY.desk.replace('sandbox2', 'sandbox1') }],
    ['an empty key', { 'x-api-key': '' }],
    ['a token that nobody signed', { authorization: `Bearer ${base64({ alg: 'none' })}.${base64({ azp: 'desk' })}.` }],
    ['another scheme', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('%s: refused before anything is read', async (_, headers) => {
    const refusal = await send('{', { 'content-type': 'application/json', ...headers });
    expect(refusal.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
    await expectRefused(refusal, 'UNAUTHENTICATED', 401);
  });

  it('of any text', async () => {
    const name = fc.constantFrom('x-api-key', 'authorization');
    await fc.assert(
      fc.asyncProperty(name, fc.stringMatching(/^[!-~]{1,60}( [!-~]{1,60})?$/), async (header, text) => {
        await expectRefused(await ask('{ __typename }', {}, { [header]: text }), 'UNAUTHENTICATED', 401);
      }),
      { numRuns: 30 },
    );
  });

  it('two at once', async () => {
    const both = { ...withKey(KEY.desk), authorization: 'Bearer x' };
    await expectRefused(await ask('{ __typename }', {}, both), 'BAD_REQUEST');
  });
});
