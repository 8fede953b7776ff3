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
  expect(asked.toSorted()).toEqual(Object.keys(captured).toSorted());
});

it('refuses the list that another feed of these counters sends', async () => {
  const list = [{ device: 'CEK049', timestamp: '17/06/2026 10:59:02', hourCount: 117 }];
  await expect(read({ ...captured, 'GET /bike/api/counts/?request=live': list })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'brussels-mobility-bike-counts' },
  });
});
