import { expect, it } from 'vitest';
import { testSource } from '../../test/support/source.ts';
import { worldAt } from '../world.ts';
import { standard } from './jsonstat.ts';

const datasets = {
  ilc_li41: { label: 'Poverty', dimensions: { unit: ['PC'], geo: ['BE', 'BE10'] }, firstYear: 2015, value: () => 1 },
};

async function ask(query: string) {
  const world = worldAt(new Date('2026-09-01T12:00:00Z'), 1);
  const answer = await standard.answer(datasets, { world, onClose: () => {} });
  const url = new URL(`http://127.0.0.1/data/ilc_li41?format=JSON&lang=EN&${query}`);
  return answer(
    { method: 'GET', url, headers: {}, body: '' },
    { world, source: testSource(), origin: 'http://127.0.0.1' },
  );
}

it('filters by the categories of its dimensions', async () => {
  expect((await ask('geo=BE10&unit=PC&sinceTimePeriod=2024')).body).toMatchObject({ size: [1, 1, 2] });
});

it.each(['sex=T', 'geo=BE10&unit=PC_POP', 'geo=bruxelles'])(
  'answers 400 to what it cannot filter by: %s',
  async (query) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { error: [{ status: 400 }] } });
  },
);
