import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { incomeOf } from './incomes.ts';

const income = (nisCode: string, year: number, euros: number) => ({
  nisCode,
  year,
  euros,
  provenance: { source: testSource(), observedAt: null, retrievedAt: new Date() },
});
const incomes = [income('21009', 2022, 17_000), income('21009', 2023, 18_000), income('21016', 2023, 21_000)];

it('gives the income of the last year, or of the year that is asked', () => {
  expect(incomeOf(incomes, '21009', null)).toMatchObject({ year: 2023, euros: 18_000 });
  expect(incomeOf(incomes, '21009', new Date('2022-06-01T00:00:00Z'))).toMatchObject({ euros: 17_000 });
  expect(incomeOf(incomes, '21010', null)).toBeNull();
});

it('says that a year before the first is not kept', () => {
  expect(() => incomeOf(incomes, '21016', new Date('2022-06-01T00:00:00Z'))).toThrow('keeps no history before 2023');
});
