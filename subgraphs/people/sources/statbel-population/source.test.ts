import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { statbelPopulation } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(statbelPopulation, answers);
  return { counts: (await statbelPopulation.provides.population?.(door)) ?? [], asked };
};

it('reads each count of the 19 with its day, whether codes and years are texts or numbers', async () => {
  const { counts } = await read();
  expect(counts.map(({ nisCode, year, inhabitants }) => [nisCode, year, inhabitants])).toEqual([
    ['21009', 2025, 89_000],
    ['21009', 2026, 90_000],
  ]);
  expect(counts[0]?.provenance.observedAt).toEqual(new Date('2025-01-01T00:00:00Z'));
});

it('asks one view once', async () => {
  const { asked } = await read();
  expect(asked).toEqual(Object.keys(captured));
});

it('names the column when the view has another', async () => {
  const facts = [{ Refnis: '21009', Year: '2026', Residents: 90_000 }];
  await expect(read({ 'GET /bestat/api/views/*': { facts } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'statbel-population', field: 'facts.0.value' },
  });
});
