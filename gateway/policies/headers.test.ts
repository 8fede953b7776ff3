import { afterEach, expect, it, vi } from 'vitest';
import { eventOf } from '../../test/support/event.ts';
import { withHeaders } from './headers.ts';

afterEach(() => void vi.unstubAllEnvs());

const answer = vi.fn(async () => ({ statusCode: 200, headers: { vary: 'accept' }, body: '{}' }));
async function ask(headers: Record<string, string> = {}, method = 'POST') {
  answer.mockClear();
  const { requestContext, ...event } = eventOf(headers);
  const http = { ...requestContext.http, method };
  return await withHeaders(answer)({ ...event, requestContext: { ...requestContext, http } });
}
const PREFLIGHT = { origin: 'https://app.example', 'access-control-request-method': 'POST' };

it('adds to every answer what protects browsers', async () => {
  expect((await ask()).headers).toMatchObject({
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8}$/),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
});

it('lets every page ask, unless it is configured; never with cookies', async () => {
  const { headers } = await ask({ origin: 'https://anywhere.example' });
  expect(headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'accept' });
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

it('answers before anybody is asked whether a page may ask, and with what headers', async () => {
  const { statusCode, headers } = await ask(PREFLIGHT, 'OPTIONS');
  expect(statusCode).toBe(204);
  expect(headers).toMatchObject({ 'access-control-allow-methods': 'GET, HEAD, POST' });
  expect(String(headers?.['access-control-allow-headers'])).toContain('x-api-key');
  expect(answer).not.toHaveBeenCalled();
});

it('lets pages of the configured origins ask, and no other', async () => {
  vi.stubEnv('CORS_ORIGINS', 'https://app.example, https://other.example');
  const own = await ask({ origin: 'https://other.example' });
  expect(own.headers).toMatchObject({ 'access-control-allow-origin': 'https://other.example', vary: 'accept, origin' });
  for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example']) {
    const { headers } = await ask({ origin });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).toMatchObject({ vary: 'accept, origin' });
    expect((await ask({ ...PREFLIGHT, origin }, 'OPTIONS')).headers).not.toHaveProperty('access-control-allow-headers');
  }
});
