import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { readAlerts, readTripUpdates } from './gtfs-realtime.ts';
import { toProtobuf } from './messages.ts';

const source = testSource();
const header = { gtfsRealtimeVersion: '1.0', incrementality: 0, timestamp: 1784793557 };
const open = async (answer: unknown) => (await replay(source, { 'GET /data': answer })).door;
const trips = async (answer: unknown) => (await readTripUpdates(await open(answer), source)).value;
const alerts = async (answer: unknown) => (await readAlerts(await open(answer), source)).value;
const at = (seconds: number) => new Date(seconds * 1000);

/** As another encoder of the standard writes it, with fields that are not read here. */
const ENCODED_TRIPS =
  'Cg0KAzIuMBAAGNWTh9MGEqABCgExGpoBCjYKC2d0OmRlbGlqbjoxEggyNDo0MDowMBoIMjAyNjA3MjIgACoPZ3I6ZGVsaWpuOjE4MDEwMAESFggB' +
  'IhBnczpkZWxpam46MzkwMDAxKAISNQgCEggIPBDYzYbTBhoTCOL//////////wEQwNCG0wYYACIQZ3M6ZGVsaWpuOjM5MDAwMigAGgkKBDQ3MTES' +
  'AXggyZOH0wYoPA==';
const ENCODED_ALERTS =
  'Cg0KAzIuMBAAGNWTh9MGEnoKAWEqdQoMCOC4gdMGEIDGh9MGKjMKCG5tYnNzbmNiEg1ncjpubWJzc25jYjoxIgMKAXgqE2dzOm5tYnNzbmNiOjg4' +
  'MTMwMDMwAzgEUg0KCwoFV29ya3MSAmVuWh0KDQoHVHJhdmF1eBICZnIKDAoGV2Vya2VuEgJubA==';

it('reads trips out of protobuf', async () => {
  expect(await trips(Buffer.from(ENCODED_TRIPS, 'base64'))).toEqual({
    madeAt: at(1784793557),
    entities: [
      {
        tripId: 'gt:delijn:1',
        routeId: 'gr:delijn:18010',
        startsAt: new Date('2026-07-22T22:40:00Z'),
        cancelled: false,
        delay: 60,
        observedAt: at(1784793545),
        stops: [
          { stopId: 'gs:delijn:390001', state: 'NO_DATA', arrival: null, departure: null },
          {
            stopId: 'gs:delijn:390002',
            state: 'SERVED',
            arrival: { time: at(1784784600), delay: 60 },
            departure: { time: at(1784784960), delay: -30 },
          },
        ],
      },
    ],
  });
});

it('reads alerts out of protobuf', async () => {
  expect((await alerts(Buffer.from(ENCODED_ALERTS, 'base64'))).entities).toEqual([
    {
      header: { en: 'Works' },
      description: { fr: 'Travaux', nl: 'Werken' },
      periods: [{ start: at(1784700000), end: at(1784800000) }],
      routeIds: ['gr:nmbssncb:1'],
      stopIds: ['gs:nmbssncb:8813003'],
    },
  ]);
});

it('reads numbers of 64 bits in halves, as they are, and as text', async () => {
  const stopTimeUpdate = [
    { departure: { time: { low: 1784784960, high: 0, unsigned: false }, delay: 0 } },
    { departure: { time: { low: -1, high: 0, unsigned: true } } },
    { departure: { time: 1784784960, delay: '120' } },
    { departure: { time: '1784784960', delay: null } },
    { departure: { time: 0, delay: 60 } },
  ];
  const { entities } = await trips({ header, entity: [{ id: '1', tripUpdate: { trip: {}, stopTimeUpdate } }] });
  expect(entities[0]?.stops.map(({ departure }) => departure)).toEqual([
    { time: at(1784784960), delay: 0 },
    { time: at(4294967295), delay: null },
    { time: at(1784784960), delay: 120 },
    { time: at(1784784960), delay: null },
    { time: null, delay: 60 },
  ]);
});

it('knows what is cancelled, skipped or unknown by number and by name', async () => {
  const trip = (scheduleRelationship: unknown) => ({ id: '1', tripUpdate: { trip: { scheduleRelationship } } });
  const states = [1, 'SKIPPED', 2, 'NO_DATA', 0, 3, undefined].map((scheduleRelationship) => ({
    scheduleRelationship,
  }));
  const { entities } = await trips({
    header,
    entity: [
      ...[3, 'CANCELED', 7, 0, 'SCHEDULED', undefined].map(trip),
      { id: 'last', tripUpdate: { trip: {}, stopTimeUpdate: states } },
    ],
  });
  expect(entities.map(({ cancelled }) => cancelled)).toEqual([true, true, true, false, false, false, false]);
  expect(
    entities
      .at(-1)
      ?.stops.map(({ state }) => state)
      .join(),
  ).toBe('SKIPPED,SKIPPED,NO_DATA,NO_DATA,SERVED,SERVED,SERVED');
});

it('keeps a delay of 0 apart from none in protobuf too', async () => {
  const stopTimeUpdate = [{ departure: { time: 1784784960, delay: 0 } }, { departure: { time: 1784784960 } }];
  const { entities } = await trips(
    toProtobuf({ header, entity: [{ id: '1', tripUpdate: { trip: {}, stopTimeUpdate } }] }),
  );
  expect(entities[0]?.stops.map(({ departure }) => departure?.delay)).toEqual([0, null]);
  expect(Buffer.from(toProtobuf({ header })).toString('base64')).toBe('Cg0KAzEuMBAAGNWTh9MG');
});

it('tells the forms apart by what they begin with', async () => {
  const feed = { header, entity: [{ id: '1', tripUpdate: { trip: { tripId: 'T' } } }] };
  for (const form of [`\uFEFF\n ${JSON.stringify(feed)}`, Buffer.from(JSON.stringify(feed, null, 2)), toProtobuf(feed)])
    expect((await trips(form)).entities[0]?.tripId).toBe('T');
});

it('takes a text without a language for one that everybody reads', async () => {
  const text = (...translation: object[]) => ({ translation });
  const entity = [
    {
      id: '1',
      alert: { headerText: text({ text: 'Grève' }), descriptionText: text({ text: 'Staking', language: 'nl-BE' }) },
    },
    { id: '2', alert: { headerText: text(), informedEntity: [{ agencyId: 'nmbssncb' }] } },
  ];
  expect((await alerts({ header, entity })).entities).toMatchObject([
    { header: { en: 'Grève' }, description: { nl: 'Staking' } },
    { header: null, description: null, stopIds: [], routeIds: [], periods: [] },
  ]);
});

it('has nothing to tell where the feed is empty or its entities are deleted', async () => {
  expect(await alerts({ header })).toEqual({ madeAt: at(1784793557), entities: [] });
  expect((await alerts(toProtobuf({ header }))).entities).toEqual([]);
  expect((await alerts({ header, entity: [{ id: '1', isDeleted: true }] })).entities).toEqual([]);
});

it.each([
  ['no feed', '<!doctype html><title>Maintenance</title>', 'body'],
  ['half a JSON', '{"header":', 'body'],
  ['half a protobuf', Buffer.from(ENCODED_TRIPS, 'base64').subarray(0, 60), 'body'],
  ['nothing', Buffer.alloc(0), 'header'],
  ['another JSON', { status: 'maintenance' }, 'header'],
  ['alerts', Buffer.from(ENCODED_ALERTS, 'base64'), 'entity.0.tripUpdate'],
  ['a trip without its description', { header, entity: [{ tripUpdate: {} }] }, 'entity.0.tripUpdate.trip'],
  [
    'a time that is none',
    { header, entity: [{ tripUpdate: { trip: {}, stopTimeUpdate: [{ departure: { time: '20:08' } }] } }] },
    'entity.0.tripUpdate.stopTimeUpdate.0.departure.time',
  ],
])('does not take %s for trips', async (_, answer, field) => {
  await expect(trips(answer)).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field } });
});
