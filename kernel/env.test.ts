import { afterEach, expect, it, vi } from 'vitest';
import { read, readNumber, secret, setting, url } from './env.ts';

const address = url('TEST_SETTING', 'https://office.test/data');
afterEach(() => {
  vi.unstubAllEnvs();
});

it('gives the default until the variable says otherwise, at each reading and not once', () => {
  expect(read(address)).toBe('https://office.test/data');
  vi.stubEnv('TEST_SETTING', 'http://127.0.0.1:4000/data');
  expect(read(address)).toBe('http://127.0.0.1:4000/data');
});

it('takes an empty variable for none', () => {
  vi.stubEnv('TEST_SETTING', '');
  expect(read(address)).toBe('https://office.test/data');
  expect(read(setting('TEST_SETTING', null))).toBeNull();
});

it('knows no key that nobody gave', () => {
  expect(read(secret('TEST_SETTING'))).toBeNull();
  vi.stubEnv('TEST_SETTING', 'k');
  expect(read(secret('TEST_SETTING'))).toBe('k');
});

it.each(['12 ms', '-1', '1.5', 'x'])('refuses %j where a whole number is meant, naming the variable', (given) => {
  vi.stubEnv('TEST_SETTING', given);
  expect(() => readNumber(setting('TEST_SETTING', '400'))).toThrow('TEST_SETTING takes a whole number');
  vi.stubEnv('TEST_SETTING', '25');
  expect(readNumber(setting('TEST_SETTING', '400'))).toBe(25);
});
