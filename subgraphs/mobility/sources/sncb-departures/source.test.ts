import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { sncbDepartures } from './source.ts';

const CENTRAL = 'sncb:008813003';
const [CENTRAL_BOARD = '', JETTE_BOARD = ''] = Object.keys(captured);
const read = async (stopIds: readonly string[], answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(sncbDepartures, answers);
  const departures = (await sncbDepartures.provides.departures?.read(door, stopIds)) ?? [];
  return { departures, asked, outages: door.outages };
};

it('reads a late train: numbers in text, and when it leaves after all', async () => {
  const { departures } = await read([CENTRAL]);
  expect(departures[0]).toMatchObject({
    stopId: CENTRAL,
    line: 'IC 2134',
    destination: { fr: 'Antwerpen-Centraal', nl: 'Antwerpen-Centraal', en: 'Antwerp-Central' },
    scheduledAt: new Date('2026-07-23T05:30:00Z'),
    expectedAt: new Date('2026-07-23T05:31:00Z'),
    basis: 'LIVE',
    cancelled: false,
    platform: '4',
    message: null,
    provenance: { observedAt: new Date('2026-07-23T05:28:20Z') },
  });
});

it('takes a delay of 0 for the timetable, and the line from the vehicle where it has no short name', async () => {
  const { departures } = await read([CENTRAL]);
  expect(departures[1]).toMatchObject({
    line: 'S8 3512',
    destination: { fr: 'Bruxelles-Midi', nl: 'Brussel-Zuid' },
    basis: 'SCHEDULED',
    platform: null,
  });
});

it('expects a cancelled train at no time', async () => {
  const { departures } = await read([CENTRAL]);
  expect(departures[2]).toMatchObject({ line: 'IC 1515', cancelled: true, expectedAt: null, basis: 'LIVE' });
  expect(departures[2]?.scheduledAt).toEqual(new Date('2026-07-23T05:32:00Z'));
});

it('leaves out a train that has left, and reads numbers that are numbers', async () => {
  const { departures } = await read([CENTRAL]);
  expect(departures.map(({ line }) => line)).toEqual(['IC 2134', 'S8 3512', 'IC 1515', 'S2 3789']);
  expect(departures[3]?.expectedAt).toEqual(new Date('2026-07-23T05:38:00Z'));
});

it('asks once for each station, and nothing about the stops of another operator', async () => {
  const { asked } = await read([CENTRAL, 'sncb:008812047', CENTRAL, 'stib:8021', 'sncb:x']);
  expect(asked).toEqual([CENTRAL_BOARD, JETTE_BOARD]);
  expect(await read(['stib:8021'])).toMatchObject({ departures: [], asked: [] });
});

it('goes on with the others where some boards fail, and says so once', async () => {
  const { departures, outages } = await read(['sncb:008811411', CENTRAL, 'sncb:008811007']);
  expect(departures).toHaveLength(4);
  expect(outages).toMatchObject([{ extensions: { code: 'SOURCE_REFUSED', dataset: 'sncb-departures' } }]);
});

it('fails where every board does', async () => {
  await expect(read(['sncb:008811411', 'sncb:008811007'])).rejects.toMatchObject({
    extensions: { code: 'SOURCE_REFUSED', administration: 'sncb-nmbs' },
  });
});

it('names a field that was renamed', async () => {
  const renamed = JSON.stringify(captured).replaceAll('"canceled"', '"cancelled"');
  await expect(read([CENTRAL], JSON.parse(renamed))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'departures.departure.0.canceled' },
  });
});
