import { describe, expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { freshnessOf, freshUntil } from './provenance.ts';
import { defineSource, gather } from './source.ts';

interface Provides {
  things(): Promise<readonly string[]>;
}

const sourceThat = (provides: Partial<Provides>) =>
  defineSource<Provides>({ ...testSource({ observedWithin: 3600 }), provides });
const giving = (...things: string[]) => sourceThat({ things: async () => things });
const failing = (message: string) => sourceThat({ things: () => Promise.reject(new Error(message)) });
const gatherThings = (...sources: ReturnType<typeof sourceThat>[]) => gather(sources, 'things', (ask) => ask());

describe('gathering from several sources', () => {
  it('joins what they give, in their order', async () => {
    expect(await gatherThings(giving('a'), sourceThat({}), giving('b', 'c'))).toEqual(['a', 'b', 'c']);
  });

  it('keeps what the working ones give when one fails', async () => {
    expect(await gatherThings(failing('down'), giving('b'))).toEqual(['b']);
  });

  it('fails with the first failure when none works', async () => {
    await expect(gatherThings(failing('first'), failing('second'))).rejects.toThrow('first');
  });

  it('gives nothing when nobody provides it', async () => {
    expect(await gatherThings(sourceThat({}))).toEqual([]);
  });
});

describe('freshness', () => {
  const retrievedAt = new Date('2026-09-01T08:00:00Z');
  const at = (observed: string | null, now: string) =>
    freshnessOf({ source: giving(), observedAt: observed ? new Date(observed) : null, retrievedAt }, new Date(now));

  it('ends when the dataset says', () => {
    expect(freshUntil({ source: giving(), observedAt: null, retrievedAt })).toEqual(new Date('2026-09-01T08:01:00Z'));
    expect(at(null, '2026-09-01T08:01:00Z')).toBe('FRESH');
    expect(at(null, '2026-09-01T08:01:01Z')).toBe('STALE');
  });

  it('is over for an observation that is too old, however recently we asked', () => {
    expect(at('2026-09-01T07:00:00Z', '2026-09-01T08:00:00Z')).toBe('FRESH');
    expect(at('2026-09-01T06:59:59Z', '2026-09-01T08:00:00Z')).toBe('STALE');
  });

  it('is doubtful for an observation in the future, but for a clock a little ahead', () => {
    expect(at('2026-09-02T08:00:00Z', '2026-09-01T08:00:00Z')).toBe('SUSPECT');
    expect(at('2026-09-01T08:04:00Z', '2026-09-01T08:00:00Z')).toBe('FRESH');
  });
});
