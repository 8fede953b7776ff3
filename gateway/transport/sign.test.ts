import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { regionOf, signed } from './sign.ts';

const HOST = 'abc123.lambda-url.eu-central-1.on.aws';
const UNSIGNED = {
  region: 'eu-central-1',
  host: HOST,
  path: '/',
  headers: ['host', HOST, 'content-type', 'application/json', 'traceparent', '00-1-2-01'],
  body: '{"query":"{ no2 }"}',
};

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T07:30:00Z') });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

it('signs for a Function URL, as AWS documents Signature Version 4', () => {
  const list = signed(UNSIGNED);
  const headers = Object.fromEntries(
    list.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), list[i + 1]]] : [])),
  );
  const { authorization = '' } = headers;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
  expect(names.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']));
  // The same by hand: canonical request, string to sign, signing key.
  const canonical = names
    .split(';')
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');
  const request = ['POST', '/', '', canonical, names, sha256(UNSIGNED.body)].join('\n');
  const scope = '20260302/eu-central-1/lambda/aws4_request';
  const text = ['AWS4-HMAC-SHA256', '20260302T073000Z', scope, sha256(request)].join('\n');
  const key = ['20260302', 'eu-central-1', 'lambda', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    'AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  );
  expect(authorization).toContain(`Credential=AKIDEXAMPLE/${scope}`);
  expect(authorization).toContain(`Signature=${hmac(key, text).toString('hex')}`);
});

it('signs nothing without credentials', () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  expect(() => signed(UNSIGNED)).toThrow('no credentials');
});

it.each([
  [HOST, 'eu-central-1'],
  ['abc.lambda-url.eusc-de-east-1.on.amazonwebservices.eu', 'eusc-de-east-1'],
  ['localhost', null],
  ['lambda-url.example.com', null],
])('finds the region of %s: %s', (hostname, region) => {
  expect(regionOf(hostname)).toBe(region);
});
