import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { brusselsMobilityEvents } from './source.ts';

const FIRST = 'GET /datasets/v1/traffic/collections/traffic_events/items?f=json&limit=1000';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(brusselsMobilityEvents, answers);
  return { events: (await brusselsMobilityEvents.provides.roadEvents?.(door)) ?? [], asked };
};
const near = (lat: number, lon: number) => ({ lat: expect.closeTo(lat, 5), lon: expect.closeTo(lon, 5) });

it('reads works with their place, from Lambert 2008 and Brussels summer time', async () => {
  const { events } = await read();
  expect(events[0]).toMatchObject({
    id: 'road-event:1042',
    kinds: ['ROADWORKS'],
    place: { fr: 'Rue de la Loi', nl: 'Wetstraat' },
    consequences: { fr: 'Une bande de circulation supprimée', nl: 'Eén rijstrook versperd' },
    importance: 2,
    location: near(50.845683, 4.368582),
    provenance: { observedAt: new Date('2026-09-01T07:30:00Z') },
  });
});

it('reads codes in a list or in one text, names none twice, and calls another one OTHER', async () => {
  const { events } = await read();
  expect(Object.fromEntries(events.map(({ id, kinds }) => [id, kinds]))).toEqual({
    'road-event:1042': ['ROADWORKS'],
    'road-event:1043': ['ROADWORKS', 'PUBLIC_EVENT'],
    'road-event:1045': [],
    'road-event:1046': ['PUBLIC_EVENT', 'OTHER'],
    'road-event:1047': ['CONGESTION', 'ACCIDENT'],
  });
});

it('finds a point on a line, in an area and in degrees, and leaves out what has no place', async () => {
  const { events } = await read();
  expect(events.map(({ location }) => location)).toEqual([
    near(50.845683, 4.368582),
    near(50.8357, 4.3363),
    { lat: 50.8467, lon: 4.3525 },
    near(50.895, 4.341),
    near(50.861, 4.3455),
  ]);
});

it('keeps an event of which nothing is said, and an importance of nought', async () => {
  const { events } = await read();
  expect(events[2]).toMatchObject({ place: null, consequences: null, importance: null });
  expect(events.map(({ importance }) => importance)).toEqual([2, null, null, 0, 3]);
  expect(events[1]).toMatchObject({ place: { fr: 'Avenue Fonsny' }, consequences: null });
});

it('reads times in winter, with an offset, and takes what is none for unknown', async () => {
  const { events } = await read();
  expect(events.slice(1).map(({ provenance }) => provenance.observedAt)).toEqual([
    new Date('2026-12-01T07:05:10Z'),
    null,
    new Date('2026-09-01T06:00:00.123Z'),
    null,
  ]);
});

it('asks once for each page, and gives an event that comes on two of them once', async () => {
  const { events, asked } = await read();
  expect(asked).toEqual(Object.keys(captured));
  expect(events).toHaveLength(5);
});

it.each(['fid', 'datex_codes'])('names the field when %s is renamed', async (field) => {
  const [event] = captured[FIRST].features;
  const properties = Object.fromEntries(Object.entries(event?.properties ?? {}).filter(([name]) => name !== field));
  const answer = { [FIRST]: { ...captured[FIRST], features: [{ ...event, properties }], links: [] } };
  await expect(read(answer)).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'brussels-mobility-events',
      field: `features.0.properties.${field}`,
    },
  });
});
