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

it('makes an answer that is too large an error', async () => {
  const { writeAnswer } = await withLimits({ LIMIT_ANSWER_BYTES: '60' });
  expect(writeAnswer({ data: { a: 1 } })).toBe('{"data":{"a":1}}');
  expect(JSON.parse(writeAnswer({ data: { a: 'x'.repeat(60) } }))).toEqual({
    errors: [
      {
        message: 'The answer has more than 60 bytes. Ask for fewer elements.',
        extensions: { code: 'ANSWER_TOO_LARGE', retryable: false, maximum: 60 },
      },
    ],
  });
});

it('refuses to start with a limit that is no number', async () => {
  await expect(withLimits({ LIMIT_DEPTH: 'deep' })).rejects.toThrow('LIMIT_DEPTH takes a whole number');
});
