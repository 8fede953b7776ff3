import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { statbelIncomes } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(statbelIncomes, answers);
  return { incomes: (await statbelIncomes.provides.incomes?.(door)) ?? [], asked };
};

it('reads the income of each of the 19 at the end of its year, and leaves out what is not told', async () => {
  const { incomes, asked } = await read();
  expect(incomes.map(({ nisCode, year, euros }) => [nisCode, year, euros])).toEqual([
    ['21009', 2022, 17_000],
    ['21009', 2023, 18_050.5],
  ]);
  expect(incomes[1]?.provenance.observedAt).toEqual(new Date('2023-12-31T00:00:00Z'));
  expect(asked).toEqual(Object.keys(captured));
});

it('names the column when the view has another', async () => {
  const facts = [{ Refnis: '21009', Year: '2023', Income: 18_000 }];
  await expect(read({ 'GET /bestat/api/views/*': { facts } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'statbel-incomes', field: 'facts.0.value' },
  });
});
