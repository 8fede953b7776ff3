import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { readView, readYearlyView, type View } from './bestat.ts';
import { dayOf, monthOf } from './periods.ts';

const source = testSource({ connector: 'bestat' });
const monthly: View = {
  uuid: 'a-view',
  language: 'nl',
  value: ['Consumptieprijsindex', 'Cosumtieprijsindex'],
  time: { year: ['Jaar'], month: ['Maand'] },
};
const daily: View = {
  uuid: 'a-view',
  language: 'en',
  value: ['Price'],
  time: { day: ['Date'] },
  only: { category: ['Product'], text: 'Diesel' },
};

async function read(view: View, facts: readonly unknown[]) {
  const { door, asked } = await replay(source, { 'GET /data/views/*': { facts } });
  return { ...(await readView(door, source, view)), asked };
}
const fieldOf = async (view: View, facts: readonly unknown[]): Promise<unknown> =>
  read(view, facts).then(
    () => null,
    ({ extensions }) => `${extensions.code} ${extensions.field}`,
  );

it('asks for the view in its language', async () => {
  expect((await read(monthly, [])).asked).toEqual(['GET /data/views/a-view/result/JSON?l=nl']);
});

it('reads a column by any of its labels', async () => {
  const { value } = await read(monthly, [
    { Jaar: '2026', Maand: 'maart', Consumptieprijsindex: 136.2 },
    { Jaar: 2026, Maand: 'April 2026', Cosumtieprijsindex: null },
  ]);
  expect(value).toEqual([
    { period: '2026-03', value: 136.2 },
    { period: '2026-04', value: null },
  ]);
});

it('names the column of which no label is there', async () => {
  const fact = { Jaar: '2026', Maand: 'maart', Consumptieprijsindex: 136.2 };
  expect(await fieldOf(monthly, [fact, { ...fact, Consumptieprijsindex: '136,2' }])).toBe(
    'SOURCE_INVALID facts.1.value',
  );
  expect(await fieldOf(monthly, [fact, { Jaar: '2026', Maand: 'mei', Index: 1 }])).toBe('SOURCE_INVALID facts.1.value');
  expect(await fieldOf(monthly, [{ Year: '2026', Maand: 'mei' }])).toBe('SOURCE_INVALID facts.0.year');
  expect(await fieldOf(monthly, [{ ...fact, Maand: 'March' }])).toBe('SOURCE_INVALID facts.0.month');
});

it('takes the one category that is wanted', async () => {
  const { value } = await read(daily, [
    { Product: 'Diesel', Date: '02/03/2026', Price: 1.7 },
    { Product: 'Super 95', Date: '02/03/2026', Price: 1.6 },
  ]);
  expect(value).toEqual([{ period: '2026-03-02', value: 1.7 }]);
});

it('says that the wanted category is not there, rather than that it has no values', async () => {
  const other = { Product: 'Diesel B7', Date: '02/03/2026', Price: 1.7 };
  expect(await fieldOf(daily, [other])).toBe('SOURCE_INVALID facts.category');
});

it('takes no view of several series for one', async () => {
  const fact = { Product: 'Diesel', Date: '2026-03-02', Price: 1.7 };
  expect(await fieldOf(daily, [fact, { ...fact, Price: 1.8 }])).toBe('SOURCE_INVALID facts.1.period');
});

it.each([
  ['fr', 'février', '2026-02'],
  ['fr', 'Août 2026', '2026-08'],
  ['nl', 'Maart', '2026-03'],
  ['de', 'März', '2026-03'],
  ['en', 'December', '2026-12'],
  ['en', 'Total', null],
] as const)('in %s, "%s" is month %s', (language, month, period) => {
  expect(monthOf('2026', month, language)).toBe(period);
});

it.each([
  ['02/03/2026', '2026-03-02'],
  ['2026-03-02', '2026-03-02'],
  ['31/02/2026', null],
  ['2 March', null],
])('"%s" is day %s', (text, day) => {
  expect(dayOf(text)).toBe(day);
});

it('reads a figure by year and municipality, without the rows of totals', async () => {
  const view = {
    uuid: 'a-view',
    language: 'en',
    category: ['Refnis'],
    year: ['Year'],
    value: ['Inhabitants'],
  } as const;
  const { door } = await replay(source, {
    'GET /data/views/*': {
      facts: [
        { Refnis: '21009', Year: 2026, Inhabitants: 90_000 },
        { Refnis: 21010, Year: '2026', Inhabitants: null },
        { Refnis: null, Year: '2026', Inhabitants: 1_250_000 },
      ],
    },
  });
  expect((await readYearlyView(door, source, view)).value).toEqual([
    { category: '21009', period: '2026', value: 90_000 },
    { category: '21010', period: '2026', value: null },
  ]);
  const { door: other } = await replay(source, {
    'GET /data/views/*': { facts: [{ Refnis: '21009', Year: 'soon', Inhabitants: 1 }] },
  });
  await expect(readYearlyView(other, source, view)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'facts.0.year' },
  });
});
