import { describe, expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { addressOf } from './endpoint.ts';

describe('an address', () => {
  it('is below the endpoint, its query encoded', () => {
    const at = testSource({ endpoint: { variable: 'TEST_NO_URL', fallback: 'https://office.test/api/?v=2' } });
    expect(addressOf(at, '/things', { where: 'a b&c', page: 1 }).href).toBe(
      'https://office.test/api/things?v=2&where=a+b%26c&page=1',
    );
    expect(addressOf(at).href).toBe('https://office.test/api/?v=2');
  });

  it.each([null, '', 'not an address'])('that is %j is an outage of its dataset', (fallback) => {
    expect(() => addressOf(testSource({ endpoint: { variable: 'TEST_NO_URL', fallback } }))).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'SOURCE_UNAVAILABLE', dataset: 'test-data' }),
      }),
    );
  });
});
