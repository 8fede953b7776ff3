import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function withLimits(limits: Readonly<Record<string, string>>): Promise<typeof import('./size.ts')> {
  for (const [name, value] of Object.entries(limits)) vi.stubEnv(name, value);
  vi.resetModules();
  return import('./size.ts');
}

it('counts the bytes of a request, in text and in base64, and the length of its query string', async () => {
  const { isTooLarge } = await withLimits({ LIMIT_BYTES: '10' });
  const event = (body: string, isBase64Encoded = false, rawQueryString = '') =>
    ({ body, isBase64Encoded, rawQueryString }) as Parameters<typeof isTooLarge>[0];
  expect(isTooLarge(event('0123456789'))).toBe(false);
  expect(isTooLarge(event('éééééé'))).toBe(true);
  expect(isTooLarge(event(Buffer.from('0123456789').toString('base64'), true))).toBe(false);
  expect(isTooLarge(event(Buffer.from('01234567890').toString('base64'), true))).toBe(true);
  expect(isTooLarge(event('', false, 'query=%7Ba%7D'))).toBe(true);
});

it('refuses an answer that is too large, and lets no cache keep the refusal', async () => {
  const { withinSize } = await withLimits({ LIMIT_ANSWER_BYTES: '60' });
  const small = { statusCode: 200, headers: { 'cache-control': 'public, max-age=60' }, body: '{"data":{"a":1}}' };
  expect(withinSize(small)).toBe(small);
  expect(withinSize({ ...small, body: 'é'.repeat(31) }).statusCode).toBe(400);
  const refused = withinSize({ ...small, body: 'x'.repeat(61) });
  expect(refused).toMatchObject({ statusCode: 400, headers: { 'cache-control': 'no-store' } });
  expect(JSON.parse(refused.body ?? '')).toEqual({
    errors: [
      {
        message: 'The answer has more than 60 bytes. Ask for fewer elements.',
        extensions: { code: 'ANSWER_TOO_LARGE', retryable: false },
      },
    ],
  });
});

it('refuses to start with a limit that is no number', async () => {
  await expect(withLimits({ LIMIT_DEPTH: 'deep' })).rejects.toThrow('LIMIT_DEPTH takes a whole number');
});
