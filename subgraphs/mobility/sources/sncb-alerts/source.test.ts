import { expect, it } from 'vitest';
import { toProtobuf } from '../../../../kernel/connectors/gtfs-realtime/messages.ts';
import { replay } from '../../../../test/support/replay.ts';
import { serveAt } from '../../../../test/support/server.ts';
import stations from '../sncb-stations/fixture/captured.json' with { type: 'json' };
import { sncbStations } from '../sncb-stations/source.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { sncbAlerts } from './source.ts';

const QUESTION = 'GET /api/gtfs/feed/nmbssncb/rt/alert';
const FEED = captured[QUESTION];
/** When the feed was made. */
const NOW = new Date('2026-07-23T07:59:17Z');

async function read(feed: unknown = FEED, list: unknown = stations['GET /v1/stations/']) {
  await serveAt(sncbStations, (_, response) => response.end(JSON.stringify(list)));
  const { door, asked } = await replay(sncbAlerts, { [QUESTION]: feed }, () => NOW);
  return { disruptions: (await sncbAlerts.provides.disruptions?.(door)) ?? [], asked };
}

it('reads title and text in their languages, and the period that holds', async () => {
  const { disruptions } = await read();
  expect(disruptions[0]).toMatchObject({
    text: { fr: 'Travaux\nTrains retardés.', nl: 'Werken\nTreinen met vertraging.', en: 'Trains are late.' },
    priority: null,
    startsAt: new Date('2026-07-22T06:00:00Z'),
    endsAt: new Date('2026-07-23T09:46:40Z'),
    provenance: { observedAt: NOW },
  });
});

it('names the stations of the region alone, whatever the platform, and the routes', async () => {
  const { disruptions } = await read();
  expect(disruptions[0]).toMatchObject({ stopIds: ['sncb:008813003'], lineIds: ['sncb:12'] });
});

it('keeps what concerns no station, and says a text once that is title and text', async () => {
  const { disruptions } = await read();
  expect(disruptions.slice(1)).toMatchObject([
    { text: { fr: 'Grève nationale' }, stopIds: [], lineIds: [], startsAt: null, endsAt: null },
    { text: { en: 'Omleiding' }, stopIds: [], lineIds: ['sncb:12'], endsAt: null },
  ]);
});

it('leaves out what is elsewhere, over, or without a word', async () => {
  const { disruptions } = await read();
  expect(disruptions).toHaveLength(3);
});

it('reads the same from protobuf', async () => {
  expect((await read(toProtobuf(FEED))).disruptions).toEqual((await read()).disruptions);
});

it('asks once', async () => {
  const { asked } = await read();
  expect(asked).toEqual([QUESTION]);
});

it('fails with the stations, without which nobody can tell what is of the region', async () => {
  await expect(read(FEED, { station: [{}] })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'sncb-stations' },
  });
});

it('names a field that was renamed in all that has something to say', async () => {
  const speaking = { ...FEED, entity: FEED.entity.filter(({ id }) => id !== 'silent') };
  const renamed = JSON.stringify(speaking).replaceAll('"text":', '"words":');
  await expect(read(renamed)).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      administration: 'sncb-nmbs',
      field: 'entity.0.alert.headerText.translation.0.text',
    },
  });
});
