import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toHeader } from '../../kernel/caller.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { attackerOf } from '../support/attacker.ts';
import { type RecordedCity, startRecordedCity } from '../support/recorded.ts';

let city: RecordedCity;
beforeAll(async () => {
  city = await startRecordedCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const { ask } = attackerOf(() => city);

const DESK = SANDBOX_KEYS['city-of-brussels-desk'];
const REASON = {
  purpose: 'social-housing-allocation',
  legalBasis: 'invented-housing-code-art-7',
  caseReference: 'SLRB-2026-00042',
};
const HOUSEHOLDS = 'query($reason: AccessReasonInput!) { households(ids: ["INV-0007"], reason: $reason) { id size } }';

describe('what a client sends besides', () => {
  /** Headers that somebody inside could believe. */
  const INTERNAL = {
    'x-user': 'admin',
    'x-caller': toHeader({ client: 'evil', administration: 'city-of-brussels', scopes: ['households:read'] }),
    'x-account': 'client:evil',
    'x-deadline-ms': '999999',
    'x-forwarded-for': '203.0.113.9',
    'x-real-ip': '203.0.113.9',
    forwarded: 'for=203.0.113.9',
    'x-amz-security-token': 'evil-token',
    'content-digest': 'sha-256=:evil:',
    signature: 'gateway=:evil:',
    'signature-input': 'gateway=("@method");keyid="evil"',
    cookie: 'session=evil',
    referer: 'https://evil.example/',
    'user-agent': 'evil-agent',
    origin: 'https://evil.example',
    tracestate: 'evil=1',
    baggage: 'evil=1',
    'apollo-federation-include-trace': 'ftv1',
  };
  /** What the gateway sends to a subgraph, and nothing else. */
  const TO_SUBGRAPHS = [
    ...['host', 'connection', 'content-type', 'content-length', 'accept-language', 'traceparent', 'x-deadline-ms'],
    ...['x-account', 'x-caller', 'content-digest', 'signature-input', 'signature'],
  ];
  const QUESTION = `{ bikeStations(first: 1) { id } neighbourhoods(first: 1) { id municipality { name { value } population { value } } }
    enterprises(numbers: ["0403091220"]) { name } places(text: "Ixelles") { text } regionalSeries(first: 1) { id } }`;

  it('reaches neither a subgraph nor a source', async () => {
    const { status } = await ask(QUESTION, {}, { ...INTERNAL, 'accept-language': 'nl' });
    expect(status).toBe(200);
    const arrived = city.arrived();
    expect(new Set(arrived.map(({ at }) => at)).size).toBeGreaterThan(8);
    for (const { at, isSource, request, headers, body } of arrived) {
      const told = JSON.stringify({ request, headers, body });
      expect(told, at).not.toMatch(/evil|203\.0\.113\.9|999999|ftv1/);
      if (isSource) {
        expect(String(headers['user-agent']), at).toMatch(/Brussels|aws-sdk/i);
        for (const name of ['x-caller', 'x-account', 'traceparent', 'accept-language', 'origin', 'cookie', 'signature'])
          expect(headers, at).not.toHaveProperty(name);
      } else {
        expect(TO_SUBGRAPHS, at).toEqual(expect.arrayContaining(Object.keys(headers)));
        expect(headers).not.toHaveProperty('x-caller'); // Nobody needs to know who asks for what is open.
        expect(headers['x-account']).toMatch(/^net:/);
      }
    }
  });

  it('opens no closed field', async () => {
    const { text } = await ask(HOUSEHOLDS, { reason: REASON }, INTERNAL);
    expect(JSON.parse(text)).toMatchObject({
      data: { households: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(city.arrived()).toEqual([]);
  });

  it('neither its key nor its token go further, and who asks is told to no source', async () => {
    await ask(HOUSEHOLDS, { reason: REASON }, { ...INTERNAL, 'x-api-key': DESK });
    expect(city.calls('people')).toBe(1);
    for (const { at, headers, request } of city.arrived()) {
      expect(JSON.stringify({ headers, request }), at).not.toContain(DESK);
      expect(headers, at).not.toHaveProperty('x-api-key');
    }
  });

  it('no header of any name is passed on', async () => {
    const name = fc.stringMatching(/^x-[a-z][a-z-]{0,20}[a-z]$/).filter((text) => !['x-api-key'].includes(text));
    await fc.assert(
      fc.asyncProperty(name, async (header) => {
        city.resetCounts();
        await ask('{ stops(first: 1) { id } airStations(first: 1) { id } }', {}, { [header]: 'evil-value' });
        expect(JSON.stringify(city.arrived())).not.toContain('evil-value');
      }),
      { numRuns: 15 },
    );
  });
});
