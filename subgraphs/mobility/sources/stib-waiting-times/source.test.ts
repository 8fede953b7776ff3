import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { stibWaitingTimes } from './source.ts';

const [FEED = ''] = Object.keys(captured);
const read = async (stopIds: readonly string[], answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(stibWaitingTimes, answers);
  const departures = await stibWaitingTimes.provides.departures?.read(door, stopIds);
  const where = asked.map((question) => new URLSearchParams(question.split('?')[1]).get('where'));
  return { departures, asked, where };
};

it('reads line, destination and instant of a vehicle on its way', async () => {
  const { departures } = await read(['stib:5008']);
  expect(departures?.[0]).toMatchObject({
    stopId: 'stib:5008',
    line: '51',
    destination: { fr: 'BELGICA', nl: 'BELGICA' },
    expectedAt: new Date('2026-03-02T19:08:00Z'),
    basis: 'LIVE',
    message: null,
  });
});

it('calls a theoretical time scheduled, and another message not', async () => {
  const { departures } = await read(['stib:5008']);
  expect(departures?.map(({ basis, message }) => [basis, message?.fr])).toEqual([
    ['LIVE', undefined],
    ['SCHEDULED', 'Temps théorique'],
    ['LIVE', undefined],
    ['LIVE', 'Dernier départ'],
    ['LIVE', 'Fin de service'],
  ]);
});

it('keeps a departure without a destination, and a message without a time', async () => {
  const { departures } = await read(['stib:5008']);
  expect(departures?.[2]).toMatchObject({ line: '82', destination: null });
  expect(departures?.[4]).toMatchObject({ expectedAt: null, message: { en: 'End of service' } });
});

it('expects nothing at a time that stands beside the end of service', async () => {
  const end = { fr: 'Fin de service', nl: 'Einde dienst' };
  const passing = { expectedArrivalTime: '2026-03-03T00:00:00+01:00', lineId: '51', message: end };
  const record = { pointid: '5008', lineid: '51', passingtimes: JSON.stringify([passing]) };
  const { departures } = await read(['stib:5008'], { [FEED]: { results: [record] } });
  expect(departures).toMatchObject([{ expectedAt: null, scheduledAt: null, message: end }]);
});

it('finds a stop with a letter by its number, unless the times know the letter', async () => {
  const { departures, where } = await read(['stib:6805F', 'stib:4074B']);
  expect(where).toEqual(['pointid in ("6805F","4074B","6805","4074")']);
  expect(departures?.map(({ stopId, line }) => [stopId, line])).toEqual([['stib:6805F', '6']]);
});

it('gives the same times to both spellings when both are asked', async () => {
  const { departures, where } = await read(['stib:6805F', 'stib:6805']);
  expect(where).toEqual(['pointid in ("6805F","6805")']);
  expect(departures?.map(({ stopId }) => stopId)).toEqual(['stib:6805F', 'stib:6805']);
});

it('reads the times of all stops where more are asked than an address should name', async () => {
  const { departures, where } = await read(['stib:5008', ...Array.from({ length: 100 }, (_, i) => `stib:${i}`)]);
  expect(where).toEqual([null]);
  expect(departures?.map(({ stopId }) => stopId)).toContain('stib:5008');
});

it('asks nothing about the stops of another operator', async () => {
  const { departures, asked } = await read(['delijn:301234']);
  expect(departures).toEqual([]);
  expect(asked).toEqual([]);
});

it('keeps the departures beside one that does not fit, and beside a record whose JSON is broken', async () => {
  const [good] = captured['GET /api/datasets/stibmivb/rt/WaitingTimes'].results;
  const half = {
    pointid: 5008,
    lineid: 52,
    passingtimes: '[{"expectedArrivalTime":"20:08"},{"message":{"fr":"Fin"}}]',
  };
  const broken = { pointid: '5008', lineid: '53', passingtimes: '[{"expectedArr' };
  const answers = { 'GET /api/datasets/stibmivb/rt/WaitingTimes': { results: [broken, half, good] } };
  const { departures } = await read(['stib:5008'], answers);
  expect(departures?.map(({ line }) => line)).toEqual(['52', '51', '51']);
});

it('names the field when the passing times are not what they were', async () => {
  const record = { pointid: '5008', lineid: '51', passingtimes: '[{"expectedArrivalTime":"20:08"}]' };
  const answers = { [FEED]: { results: [record] } };
  await expect(read(['stib:5008'], answers)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'results.0.passingtimes.0.expectedArrivalTime' },
  });
});
