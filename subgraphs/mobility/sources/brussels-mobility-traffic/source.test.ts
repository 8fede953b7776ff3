import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsMobilityTraffic } from './source.ts';

const LIVE = 'GET /traffic/api/counts/?request=live&interval=1&singleValue=true';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsMobilityTraffic, answers);
  return { counters: await brusselsMobilityTraffic.provides.trafficCounters?.(door), asked };
};

it('reads a counter by its name, at the end of its minute in Brussels time', async () => {
  const { counters } = await read();
  expect(counters?.[0]).toMatchObject({
    id: 'traffic:LOU_TD1',
    location: { lat: 50.8365913344471, lon: 4.35695853200681 },
    lanes: 2,
    vehiclesPerMinute: 41,
    speed: 24.3333,
    occupancy: 50,
    provenance: { observedAt: new Date('2026-03-02T19:04:00Z') },
  });
});

it('does not call the copy of the French text English', async () => {
  const { counters } = await read();
  expect(counters?.[0]?.description).toEqual({
    fr: 'Tunnel Louise - entrée : Basilique > Midi + Cambre',
    nl: 'Louizatunnel - inrit : Basiliek > Zuid + Kameren',
  });
});

it('cleans tabs out of texts and reads n/a and null as nothing', async () => {
  const { counters } = await read();
  expect(counters?.[1]?.description).toEqual({ fr: 'Tunnel Arts-Loi > Midi', nl: 'Kunst-Wettunnel > Zuid' });
  expect(counters?.[2]).toMatchObject({ description: null, lanes: null });
});

it('keeps a counter that sends nulls, no window, or nothing at all', async () => {
  const { counters } = await read();
  const silent = { vehiclesPerMinute: null, speed: null, occupancy: null };
  expect(counters?.[1]).toMatchObject({ ...silent, provenance: { observedAt: new Date('2026-03-02T19:04:00Z') } });
  expect(counters?.[2]).toMatchObject({ id: 'traffic:BE_TD1', ...silent, provenance: { observedAt: null } });
  expect(counters?.[3]).toMatchObject({ id: 'traffic:VP_103', ...silent, provenance: { observedAt: null } });
});

it('leaves out a live value of a counter that has no place', async () => {
  const { counters } = await read();
  expect(counters).toHaveLength(4);
});

it('asks for devices and for the last minute, once each', async () => {
  const { asked } = await read();
  expect(asked.toSorted()).toEqual(Object.keys(captured).toSorted());
});

it('names the field when a time is not a time', async () => {
  const broken = { LOU_TD1: { results: { '1m': { count: 1, speed: 2, occupancy: 3, end_time: 'soon' } } } };
  await expect(read({ ...captured, [LIVE]: { data: broken } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.LOU_TD1.results.1m.end_time' },
  });
});
