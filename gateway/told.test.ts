import { expect, it } from 'vitest';
import { attributionsOf, costsOf, sourcesOf, type Told } from './told.ts';

const entry = (dataset: string, more: object = {}) => ({
  dataset,
  administration: 'office',
  licence: 'CC0-1.0',
  attribution: `Office: ${dataset}`,
  state: 'OK',
  servedFrom: 'LIVE',
  observedAt: null,
  retrievedAt: '2026-03-02T07:30:00.000Z',
  since: null,
  retryAfter: null,
  ...more,
});

const here = (...sources: unknown[]): Told => ({
  extensions: { sources },
  locate: (path) => [['me', 0, ...path]],
});

it('names each source once, in the order of their ids, with the worse of two accounts', () => {
  const down = { state: 'DOWN', servedFrom: 'STALE', since: '2026-03-02T07:29:00.000Z', retryAfter: 15 };
  expect(
    sourcesOf([here(entry('b'), entry('a', { servedFrom: 'CACHE' })), here(entry('a', down)), here(entry('a'))], []),
  ).toEqual([entry('a', { ...down, paths: [] }), entry('b', { paths: [] })]);
});

it('keeps that nothing of a source could be given beside what another domain got of it', () => {
  const [told] = sourcesOf([here(entry('a', { state: 'DOWN', servedFrom: null })), here(entry('a'))], []);
  expect(told).toMatchObject({ state: 'DOWN', servedFrom: null });
});

it('says for which fields it was read or failed, each once, not in what places', () => {
  const error = (dataset: string, ...path: (string | number)[]) => ({
    message: '',
    path,
    extensions: { code: 'SOURCE_UNAVAILABLE', dataset, administration: 'office' },
  });
  const errors = [error('a', 'towns', 0, 'air'), error('a', 'towns', 1, 'air'), error('b', 'bikes')];
  const told = [here(entry('a', { paths: [['towns'], ['towns', 'air'], [1], 'x'] })), here(entry('a', { paths: 'x' }))];
  expect(sourcesOf(told, errors)[0]?.paths).toEqual(['me.towns', 'me.towns.air', 'towns.air']);
});

it('takes nothing else from a subgraph', () => {
  const hostile = entry('a', { url: 'http://10.0.0.1', since: { secret: 1 }, __proto__: { state: 'OK' } });
  const told = [
    here(hostile, { dataset: 1 }, null, 'x'),
    ...['x', null, { length: 9 }].map((sources) => ({ ...here(), extensions: { sources } })),
  ];
  expect(sourcesOf(told, [])).toEqual([entry('a', { paths: [] })]);
});

it('gives the sentences to show, each once, of the sources that gave something', () => {
  const told = [entry('b'), entry('c', { servedFrom: null }), entry('a'), entry('d', { attribution: 'Office: a' })];
  expect(attributionsOf(sourcesOf([here(...told)], []))).toEqual(['Office: a', 'Office: b']);
});

it('adds up what subgraphs say that their parts cost', () => {
  const cost = (given: unknown): Told => ({ ...here(), extensions: { cost: given } });
  expect(costsOf([cost({ requests: 1, secret: 'x' }), cost({ requests: 2 }), cost(null), here()])).toEqual({
    requests: 3,
  });
  expect(costsOf([here()])).toBeNull();
});
