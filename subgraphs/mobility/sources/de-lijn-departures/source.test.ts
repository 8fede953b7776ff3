import { expect, it } from 'vitest';
import { toProtobuf } from '../../../../kernel/connectors/gtfs-realtime/messages.ts';
import { zip } from '../../../../sandbox/standards/gtfs/zip.ts';
import { partOf } from '../../../../sandbox/standards/gtfs.ts';
import { replay } from '../../../../test/support/replay.ts';
import { serveAt } from '../../../../test/support/server.ts';
import timetable from '../de-lijn-stops/fixture/captured.json' with { type: 'json' };
import { deLijnStops } from '../de-lijn-stops/source.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { deLijnDepartures } from './source.ts';

const [QUESTION] = Object.keys(captured) as ['GET /api/gtfs/feed/delijn/rt/trip-update'];
const FEED = captured[QUESTION];
const ARCHIVE = zip(timetable['GET /api/gtfs/feed/delijn/static']);
/** When the feed was made. */
const NOW = new Date('2026-07-23T07:59:17Z');

async function read(stopIds: readonly string[], feed: unknown = FEED, archive = ARCHIVE) {
  await serveAt(deLijnStops, (request, response) => {
    const { status = 200, headers, body } = partOf(archive, request.headers.range, {});
    response.writeHead(status, headers).end(body);
  });
  const { door, asked } = await replay(deLijnDepartures, { [QUESTION]: feed }, () => NOW);
  const departures = (await deLijnDepartures.provides.departures?.read(door, stopIds)) ?? [];
  return { departures, asked, outages: door.outages };
}

it('reads a late bus on its way: line, timetable, expectation, and when it was heard of', async () => {
  const { departures } = await read(['delijn:390002']);
  expect(departures[0]).toMatchObject({
    stopId: 'delijn:390002',
    tripId: 'gt:delijn:1',
    line: 'R41',
    destination: null,
    scheduledAt: new Date('2026-07-23T08:00:00Z'),
    expectedAt: new Date('2026-07-23T08:02:00Z'),
    basis: 'LIVE',
    cancelled: false,
    provenance: { observedAt: new Date('2026-07-23T07:59:05Z') },
  });
});

it('leaves where it comes when only that is told, but not from where it ends', async () => {
  const { departures } = await read(['delijn:390003', 'delijn:390004']);
  expect(departures.map(({ line, expectedAt }) => [line, expectedAt?.toISOString().slice(11, 19)])).toEqual([
    ['R41', '08:05:00'],
    ['R41', '07:50:00'],
  ]);
});

it('calls a trip of the night scheduled that has not begun, and reads its times in any form', async () => {
  const { departures } = await read(['delijn:390001']);
  expect(departures[0]).toMatchObject({
    line: '136',
    basis: 'SCHEDULED',
    scheduledAt: new Date('2026-07-23T22:40:00Z'),
    expectedAt: new Date('2026-07-23T22:40:00Z'),
    provenance: { observedAt: NOW },
  });
});

it('shows a trip that is cancelled with its timetable, and a stop that is skipped', async () => {
  const { departures } = await read(['delijn:390001', 'delijn:390002']);
  const cancelled = departures.filter((departure) => departure.cancelled);
  expect(cancelled.map(({ stopId, line, scheduledAt, expectedAt }) => [stopId, line, scheduledAt, expectedAt])).toEqual(
    [
      ['delijn:390002', 'R41', null, null],
      ['delijn:390001', '77770', new Date('2026-07-23T08:30:00Z'), null],
      ['delijn:390002', '77770', null, null],
    ],
  );
});

it('leaves out stops of which nothing is known, a delay without a time, and a trip without a line', async () => {
  const { departures } = await read(['delijn:390001']);
  expect(departures.map(({ line }) => line)).toEqual(['136', '77770']);
});

it('reads the same from protobuf', async () => {
  expect((await read(['delijn:390001', 'delijn:390002'], toProtobuf(FEED))).departures).toEqual(
    (await read(['delijn:390001', 'delijn:390002'])).departures,
  );
});

it('asks once for all stops, and nothing about those of another operator', async () => {
  const { asked } = await read(['delijn:390001', 'stib:8021', 'delijn:390002']);
  expect(asked).toEqual([`${QUESTION}?format=protobuf`]);
  expect(await read(['stib:8021'])).toMatchObject({ departures: [], asked: [] });
});

it('writes routes for lines while the timetable is down, and says so', async () => {
  const { departures, outages } = await read(['delijn:390002'], FEED, Buffer.from('maintenance'));
  expect(departures[0]?.line).toBe('30410');
  expect(outages).toMatchObject([{ extensions: { code: 'SOURCE_INVALID', dataset: 'de-lijn-stops' } }]);
});

it('names what is missing when no trip says its route, or a field is renamed', async () => {
  const without = { ...FEED, entity: FEED.entity.filter(({ id }) => id === 'no-route') };
  await expect(read(['delijn:390001'], without)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', administration: 'de-lijn', field: 'entity.0.tripUpdate.trip.routeId' },
  });
  const renamed = JSON.stringify(FEED).replaceAll('"trip":', '"journey":');
  await expect(read(['delijn:390001'], renamed)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'entity.0.tripUpdate.trip' },
  });
});
