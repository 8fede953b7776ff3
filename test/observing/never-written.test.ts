import { describe, expect, it, vi } from 'vitest';
import { hashOf } from '../../gateway/documents/hash.ts';
import { DIMENSION, OTHER } from '../../kernel/metrics.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { writtenHere } from '../support/lines.ts';
import { observedCity, XRAY } from '../support/observed-city.ts';
import { xrayDaemon } from '../support/xray-daemon.ts';

const { city } = observedCity();

describe('what is never written', () => {
  const KEY = SANDBOX_KEYS['city-of-brussels-desk'];
  /** Whatever identifies somebody, or says where they are; a time has fewer digits, or the same ones further on. */
  const SECRETS = new RegExp(
    String.raw`Janssens|(?<!\d)(50\.850|4\.3517)|Stassart|INV-0007|tracking|${KEY}|eyJhbGciOi|SLRB|forged|127\.0\.0\.1|203\.0\.113|evil-agent|query|bikeStations`,
  );
  const POINT = '{ lat: 50.85032, lon: 4.35171 }';
  const HOSTILE: [string, number, { query: string; variables?: unknown; operationName?: string }][] = [
    ['an operation named after somebody', 200, { query: 'query JanJanssens1998 { airStations(first: 1) { id } }' }],
    ['an operation called as one of ours', 200, { query: 'query MunicipalityToday { airStations(first: 1) { id } }' }],
    ['a position in a document', 200, { query: `{ location(at: ${POINT}) { municipality { nisCode } } }` }],
    [
      'a position in variables',
      200,
      {
        query: 'query Near($p: PointInput!) { location(at: $p) { bikeStations(first: 1) { id } } }',
        variables: { p: { lat: 50.85032, lon: 4.35171 } },
      },
    ],
    ['an address', 200, { query: '{ places(text: "Rue de Stassart 33, chez Janssens") { text } }' }],
    [
      'an operation name with a line of its own',
      400,
      { query: '{ a: __typename }', operationName: 'x\n{"level":"forged"}' },
    ],
    ['a document that cannot be read', 400, { query: 'query Janssens { "50.8503\n{\\"forged\\":1}' }],
    [
      'a variable with a line of its own',
      200,
      {
        query: 'query Q($n: [ID!]) { municipalities(nisCodes: $n) { nisCode } }',
        variables: { n: ['\n{"forged":1}', 'Janssens'] },
      },
    ],
    ['a field that is none', 400, { query: '{ Janssens(where: "4.3517") }' }],
    [
      'a closed field',
      200,
      {
        query: 'query($r: AccessReasonInput!) { households(ids: ["INV-0007"], reason: $r) { id } }',
        variables: { r: { purpose: 'tracking', legalBasis: 'x', caseReference: 'SLRB-1' } },
      },
    ],
  ];

  it.each(HOSTILE)('anything of the caller, for %s', async (_, status, body) => {
    const daemon = await xrayDaemon();
    vi.stubEnv('_X_AMZN_TRACE_ID', XRAY);
    const { text, requestsTo, counted, lines } = writtenHere();
    const response = await fetch(`${city().url}/graphql?Janssens=forged`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-api-key': KEY ?? '', 'user-agent': 'evil-agent Janssens' },
        ...{
          'x-forwarded-for': '203.0.113.9',
          'accept-language': 'forged',
          traceparent: 'forged',
          tracestate: 'forged=1',
        },
      },
      body: JSON.stringify(body),
    });
    await response.text();
    expect(response.status).toBe(status);
    expect(requestsTo('gateway')).toHaveLength(1);
    await daemon.documents(1);
    expect(text() + daemon.text()).not.toMatch(SECRETS);
    expect(counted(DIMENSION.operation).map((line) => line[DIMENSION.operation])).toEqual([OTHER]);
    for (const line of lines()) expect(['info', 'warn', 'error', undefined]).toContain(line.level);
  });

  it('the hash of what somebody could find again by trying', async () => {
    const { text, requestsTo } = writtenHere();
    const query = `{ location(at: ${POINT}) { municipality { nisCode } } }`;
    await city().ask(query);
    expect(requestsTo('gateway')).toMatchObject([{ status: 200, hash: null }]);
    expect(text()).not.toContain(hashOf(query).slice(0, 12));
  });

  it('a credential that nobody has', async () => {
    const { text } = writtenHere();
    await city().ask('{ __typename }', { headers: { authorization: 'Bearer eyJhbGciOi.Janssens.forged' } });
    expect(text()).not.toMatch(SECRETS);
  });
});
