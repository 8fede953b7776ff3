import { setting } from '../../kernel/env.ts';
import { CC0, defineSource, type Source } from '../../kernel/source.ts';

/** A source of no administration, for tests of what is the same for all of them. */
export function testSource(declared: Partial<Source> = {}): Source {
  return defineSource({
    id: 'test-data',
    title: { en: 'Test data' },
    description: { en: 'Data of a test.' },
    administration: { id: 'test-office', name: { en: 'Test office' }, homepage: 'https://office.test' },
    licence: CC0,
    theme: 'GOVE',
    updateFrequency: 'IRREG',
    standard: 'JSON',
    connector: 'none',
    endpoint: { variable: 'TEST_SOURCE_URL', fallback: 'http://test.invalid/data' },
    freshFor: 60,
    staleFor: 0,
    quota: setting('TEST_SOURCE_QUOTA', 'none'),
    provides: {},
    ...declared,
  });
}
