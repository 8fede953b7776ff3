import { afterEach, expect, it } from 'vitest';
import { secret } from './env.ts';
import { readKeys } from './keys.ts';

const setting = secret('TEST_KEYS');
const [one, two] = ['a'.repeat(32), 'b:'.repeat(16)];
afterEach(() => {
  delete process.env.TEST_KEYS;
});

it('reads keys in their order, the one that signs first', () => {
  process.env.TEST_KEYS = ` new:${one}, old:${two},`;
  expect(readKeys(setting)).toEqual([
    { id: 'new', secret: one },
    { id: 'old', secret: two },
  ]);
});

it('takes a secret alone for the first key', () => {
  process.env.TEST_KEYS = `2027:${two}, ${one}`;
  expect(readKeys(setting).map(({ id }) => id)).toEqual(['2027', 'first']);
});

it.each([
  ['', /TEST_KEYS has no key/],
  [`${one}, ${'c'.repeat(32)}`, /two keys of the same id/],
  [`k:${one} ${two}`, /takes keys as id:secret/],
  ['k:too-short', /32 characters/],
  [`k:${one},k:${two}`, /same id/],
])('refuses %j and tells no secret', (given, message) => {
  process.env.TEST_KEYS = given;
  expect(() => readKeys(setting)).toThrow(message);
  expect(() => readKeys(setting)).not.toThrow(/aaaa|too-short/);
});
