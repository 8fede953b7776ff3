import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSigned, signedHeaders } from './message-signature.ts';

const BODY = '{"query":"{ no2 }"}';
const NOW = Date.UTC(2026, 8, 1, 8);
const KEY = 'a:0123456789abcdef-0123456789abcdef';
const OTHER = 'b:fedcba9876543210-fedcba9876543210';

beforeEach(() => void vi.stubEnv('GATEWAY_KEYS', KEY));
afterEach(() => void vi.unstubAllEnvs());

function sent(asserted: Parameters<typeof signedHeaders>[1] = {}): Record<string, string> {
  const flat = signedHeaders(BODY, asserted, NOW);
  return Object.fromEntries(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : [])));
}

describe('what the gateway signed', () => {
  it('is believed, with what it asserts of the caller', () => {
    expect(isSigned({ headers: sent(), body: BODY }, NOW)).toBe(true);
    expect(isSigned({ headers: sent({ 'x-caller': 'e30', 'x-account': 'client:a' }), body: BODY }, NOW)).toBe(true);
  });

  it('is believed with the key before the last, so that keys can be replaced', () => {
    const headers = sent();
    vi.stubEnv('GATEWAY_KEYS', `${OTHER}, ${KEY}`);
    expect(isSigned({ headers, body: BODY }, NOW)).toBe(true);
    vi.stubEnv('GATEWAY_KEYS', OTHER);
    expect(isSigned({ headers, body: BODY }, NOW)).toBe(false);
  });

  it('is the example of the specification in its form', () => {
    expect(sent()['signature-input']).toBe(
      `gateway=("@method" "content-digest");created=${NOW / 1000};expires=${NOW / 1000 + 60};keyid="a";alg="hmac-sha256"`,
    );
  });
});

describe('what is not believed', () => {
  const changed: readonly [string, (headers: Record<string, string>) => Record<string, string>, string?, number?][] = [
    ['nothing', () => ({})],
    ['another body', (headers) => headers, '{"query":"{ secrets }"}'],
    ['another body with its own digest', (headers) => ({ ...headers, 'content-digest': 'sha-256=:x:' })],
    ['what is older than a minute', (headers) => headers, BODY, NOW + 61_000],
    ['what is from the future', (headers) => headers, BODY, NOW - 61_000],
    ['another caller', (headers) => ({ ...headers, 'x-caller': 'eyJjbGllbnQiOiJ4In0' })],
    ['a caller that is left out', ({ 'x-caller': _, ...headers }) => headers],
    [
      'another key',
      (headers) => ({ ...headers, 'signature-input': String(headers['signature-input']).replace('"a"', '"b"') }),
    ],
    [
      'a longer time',
      (headers) => ({
        ...headers,
        'signature-input': String(headers['signature-input']).replace(/expires=\d+/, 'expires=99999999999'),
      }),
    ],
    ['another signature', (headers) => ({ ...headers, signature: `gateway=:${'A'.repeat(43)}=:` })],
    ['a short signature', (headers) => ({ ...headers, signature: 'gateway=:AAAA:' })],
    [
      'less that is covered',
      (headers) => ({
        ...headers,
        'signature-input': String(headers['signature-input']).replace(' "content-digest"', ''),
      }),
    ],
  ];
  it.each(changed)('%s', (_, change, body = BODY, now = NOW) => {
    expect(isSigned({ headers: change(sent({ 'x-caller': 'e30' })), body }, now)).toBe(false);
  });

  it('a caller that somebody adds to what was signed without one', () => {
    expect(isSigned({ headers: { ...sent(), 'x-caller': 'e30' }, body: BODY }, NOW)).toBe(false);
  });

  it('anything, while there is no key', () => {
    vi.stubEnv('GATEWAY_KEYS', '');
    expect(sent()).toEqual({});
    expect(isSigned({ headers: sent(), body: BODY }, NOW)).toBe(false);
  });
});
