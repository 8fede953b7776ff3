import { expect, it } from 'vitest';
import { sourcesOf } from './sources.ts';

const entry = (dataset: string, more: object = {}) => ({
  dataset,
  administration: 'office',
  state: 'OK',
  servedFrom: 'LIVE',
  observedAt: null,
  retrievedAt: '2026-03-02T07:30:00.000Z',
  since: null,
  retryAfter: null,
  ...more,
});

it('names each source once, in the order of their ids, with the worse of two accounts', () => {
  const down = { state: 'DOWN', servedFrom: 'STALE', since: '2026-03-02T07:29:00.000Z', retryAfter: 15 };
  expect(sourcesOf([[entry('b'), entry('a', { servedFrom: 'CACHE' })], [entry('a', down)], [entry('a')]], [])).toEqual([
    entry('a', { ...down, paths: [] }),
    entry('b', { paths: [] }),
  ]);
});

it('keeps that nothing of a source could be given beside what another domain got of it', () => {
  const [told] = sourcesOf([[entry('a', { state: 'DOWN', servedFrom: null })], [entry('a')]], []);
  expect(told).toMatchObject({ state: 'DOWN', servedFrom: null });
});

it('says what its failure took: fields, each once, not places', () => {
  const error = (dataset: string, ...path: (string | number)[]) => ({ message: '', path, extensions: { dataset } });
  const errors = [error('a', 'towns', 0, 'air'), error('a', 'towns', 1, 'air'), error('b', 'bikes'), error('a', 'air')];
  expect(sourcesOf([[entry('a')]], errors)[0]?.paths).toEqual(['towns.air', 'air']);
});

it('takes nothing else from a subgraph', () => {
  const hostile = entry('a', { url: 'http://10.0.0.1', since: { secret: 1 }, __proto__: { state: 'OK' } });
  expect(sourcesOf([[hostile, { dataset: 1 }, null, 'x'], 'x', null, { length: 9 }], [])).toEqual([
    entry('a', { paths: [] }),
  ]);
});
