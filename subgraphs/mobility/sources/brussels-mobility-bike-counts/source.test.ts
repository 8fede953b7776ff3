import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsMobilityBikeCounts } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsMobilityBikeCounts, answers);
  return { counters: await brusselsMobilityBikeCounts.provides.bikeCounters?.(door), asked };
};

it('reads the counts of a pole, with Brussels summer time as an instant', async () => {
  const { counters } = await read();
  expect(counters?.[0]).toMatchObject({
    id: 'bike-counter:CB02411',
    road: { fr: 'Chaussée de Vilvorde - 1020 Bruxelles', nl: 'Vilvoordsesteenweg - 1020 Brussel' },
    description: null,
    location: { lat: 50.8818500025063, lon: 4.37396099590842 },
    hourCount: 3,
    dayCount: 770,
    yearCount: 370188,
    provenance: { observedAt: new Date('2026-07-01T09:13:00Z') },
  });
});

it('keeps a count of nought, reads null as unknown, and takes the tab off a road', async () => {
  const { counters } = await read();
  expect(counters?.[1]).toMatchObject({
    road: { fr: 'Boulevard Poincaré 75 - 1070 Anderlecht', nl: 'Poincarélaan 75 - 1070 Anderlecht' },
    description: { fr: 'Compté dans les deux sens.' },
    hourCount: 0,
    dayCount: null,
    provenance: { observedAt: null },
  });
});

it('keeps a pole that sends nothing, and leaves out counts without a place', async () => {
  const { counters } = await read();
  expect(counters?.map(({ id, hourCount }) => [id, hourCount])).toEqual([
    ['bike-counter:CB02411', 3],
    ['bike-counter:CB2105', 0],
    ['bike-counter:CJM90', null],
  ]);
});

it('asks for devices and live counts, once each', async () => {
  const { asked } = await read();
  expect(asked.toSorted()).toEqual(['GET /bike/api/counts/?request=devices', 'GET /bike/api/counts/?request=live']);
});

it('refuses the list that another feed of these counters sends', async () => {
  const list = [{ device: 'CEK049', timestamp: '17/06/2026 10:59:02', hourCount: 117 }];
  await expect(read({ ...captured, 'GET /bike/api/counts/?request=live': list })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'brussels-mobility-bike-counts' },
  });
});

const NOW = new Date('2026-07-01T09:14:12Z');
/** From midnight in Brussels, which is 22:00 UTC of the day before. */
const today = { from: new Date('2026-06-30T22:00:00Z'), to: new Date('2026-07-01T22:00:00Z') };

async function historyOf(id: string, between = today, answers: Record<string, unknown> = captured) {
  const { door, asked } = await replay(brusselsMobilityBikeCounts, answers, () => NOW);
  return { counts: (await brusselsMobilityBikeCounts.provides.bikeHistory?.(door, id, between)) ?? [], asked };
}

it('reads the quarters of a day in Brussels from two days of UTC, the earliest first, with one question', async () => {
  const { counts, asked } = await historyOf('bike-counter:CB02411');
  expect(counts.map(({ start, count }) => [start.toISOString(), count])).toEqual([
    ['2026-06-30T22:00:00.000Z', 14],
    ['2026-06-30T23:45:00.000Z', 9],
    ['2026-07-01T00:00:00.000Z', 3],
    ['2026-07-01T00:15:00.000Z', 0],
    // The next one has no count. What is not over yet, such as 09:00 to 09:15, is left out.
    ['2026-07-01T00:45:00.000Z', 5],
    ['2026-07-01T01:00:00.000Z', 8],
  ]);
  expect(counts[2]).toMatchObject({
    end: new Date('2026-07-01T00:15:00Z'),
    averageSpeed: 17.4,
    provenance: { observedAt: new Date('2026-07-01T00:15:00Z') },
  });
  expect(asked).toHaveLength(1);
});

it('takes a speed of nobody, none, and one below nought for unknown', async () => {
  const { counts } = await historyOf('bike-counter:CB02411');
  expect(counts.map(({ averageSpeed }) => averageSpeed)).toEqual([16, 15.5, 17.4, null, null, null]);
});

it('leaves out a quarter that is cut by either end of the span', async () => {
  const between = { from: new Date('2026-06-30T23:50:00Z'), to: new Date('2026-07-01T00:20:00Z') };
  const { counts } = await historyOf('bike-counter:CB02411', between);
  expect(counts.map(({ count }) => count)).toEqual([3]);
});

it('asks only for the days that are touched, and gives nothing of a pole without history', async () => {
  const between = { from: new Date('2026-07-01T00:00:00Z'), to: new Date('2026-07-02T00:00:00Z') };
  const { counts, asked } = await historyOf('bike-counter:CJM90', between);
  expect(counts).toEqual([]);
  expect(asked[0]).toContain('startDate=20260701&endDate=20260701');
});

it('asks nothing about a counter of another kind, an empty span, or what lies ahead', async () => {
  const empty = { from: today.from, to: today.from };
  const ahead = { from: new Date('2026-07-02T00:00:00Z'), to: new Date('2026-07-03T00:00:00Z') };
  for (const [id, between] of [
    ['traffic:ARL_103', today],
    ['bike-counter:CB02411', empty],
    ['bike-counter:CB02411', ahead],
  ] as const) {
    expect(await historyOf(id, between)).toEqual({ counts: [], asked: [] });
  }
});

it('names the field of a history that is written otherwise', async () => {
  const row = { count_date: '2026/07/01', time_gap: 97, count: 1 };
  const wrong = (data: unknown) => historyOf('bike-counter:CB02411', today, { 'GET /bike/api/counts/': { data } });
  await expect(wrong([row])).rejects.toMatchObject({ extensions: { field: 'data.0.time_gap' } });
  await expect(wrong([{ ...row, time_gap: 1, count_date: '01/07/2026' }])).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.0.count_date' },
  });
});
