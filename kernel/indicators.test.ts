import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { SourceError } from './errors.ts';
import { type Figure, figuresOf, type Indicator, percent } from './indicators.ts';
import { noteRead } from './reads.ts';

const source = testSource();
const at = (time: string) => ({ source, observedAt: new Date(time), retrievedAt: new Date('2026-03-02T12:00:00Z') });

const indicator = (
  id: string,
  region: NonNullable<Indicator<string>['region']>,
  more: Partial<Indicator<string>> = {},
): Indicator<string> => ({
  id,
  title: { en: id },
  definition: { en: id },
  actionArea: 'LIVING',
  unit: '1',
  frameworks: [],
  direction: 'UP',
  target: null,
  region,
  ...more,
});
const means = { loaders: 'loaders', outages: [], now: () => new Date('2026-03-02T12:00:00Z') };
const of = (figure: Figure) => async () => figure;

it('computes each side by side, and leaves a failure in its own place', async () => {
  const broken = new Error('down');
  const figures = await figuresOf(
    [indicator('a', of({ value: 1, inputs: [] })), indicator('b', async () => Promise.reject(broken))],
    { nisCode: null },
    means,
  );
  expect(figures).toEqual([expect.objectContaining({ value: 1, area: 'BE10', quality: 'DERIVED' }), broken]);
});

it('gives a municipality only what is computed per municipality', async () => {
  const municipality: Indicator<string>['municipality'] = async (loaders, nisCode) => ({
    value: Number(nisCode),
    period: loaders,
    inputs: [],
  });
  const both = [
    indicator('a', of({ value: 1, inputs: [] })),
    indicator('b', of({ value: 1, inputs: [] }), { municipality }),
  ];
  const figures = await figuresOf(both, { nisCode: '21009' }, means);
  expect(figures).toMatchObject([
    { value: 21009, period: 'loaders', area: '21009', indicator: { perMunicipality: true } },
  ]);
});

it('names each dataset once, by the value that was observed first', async () => {
  const inputs = [at('2026-03-02T11:00:00Z'), at('2026-03-02T10:00:00Z'), at('2026-03-02T11:30:00Z')];
  const [figure] = await figuresOf([indicator('a', of({ value: 1, inputs }))], { nisCode: null }, means);
  expect(figure).toMatchObject({ inputs: [{ observedAt: new Date('2026-03-02T10:00:00Z') }] });
});

it('takes nothing that is share-alike', async () => {
  const licence = { id: 'ODbL-1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' };
  const inputs = [{ ...at('2026-03-02T11:00:00Z'), source: testSource({ licence }) }];
  const [figure] = await figuresOf([indicator('a', of({ value: 1, inputs }))], { nisCode: null }, means);
  expect(figure).toBeInstanceOf(TypeError);
});

it('has no number that is none', async () => {
  const [figure] = await figuresOf([indicator('a', of({ value: Number.NaN, inputs: [] }))], { nisCode: null }, means);
  expect(figure).toMatchObject({ value: null });
  expect([percent(1, 3), percent(0, 0)]).toEqual([33.3, null]);
});

it('refuses to tell of a moment that is still to come', async () => {
  const asOf = new Date('2026-03-02T12:00:01Z');
  const [figure] = await figuresOf([indicator('a', of({ value: 1, inputs: [] }))], { nisCode: null, asOf }, means);
  expect(figure).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
    message: expect.stringContaining('leave it out'),
  });
});

it('takes no part of its sources for the whole', async () => {
  const outage = new SourceError('SOURCE_TIMEOUT', source);
  const read = async () => {
    noteRead(source.id);
    return { value: 1, inputs: [] };
  };
  const figures = await figuresOf(
    [indicator('a', read), indicator('b', of({ value: 2, inputs: [] }))],
    { nisCode: null },
    { ...means, outages: [outage] },
  );
  expect(figures).toEqual([outage, expect.objectContaining({ value: 2 })]);
});
