import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { villoStations } from './source.ts';

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(villoStations, answers);
  return { stations: await villoStations.provides.bikeStations?.(door), asked };
};

it('reads a station with its bikes, docks and both names', async () => {
  const { stations } = await read();
  expect(stations?.[0]).toMatchObject({
    id: 'villo:14',
    name: { fr: 'PORTE DE NAMUR', nl: 'NAAMSEPOORT' },
    location: { lat: 50.838816, lon: 4.361557 },
    capacity: 42,
    bikesAvailable: 5,
    docksAvailable: 36,
    renting: true,
    provenance: { observedAt: new Date('2026-09-01T07:59:41Z') },
  });
});

it('gives a name without a translation in both languages, and no bikes where none are rented', async () => {
  const { stations } = await read();
  expect(stations?.[1]).toMatchObject({
    name: { fr: 'LEMONNIER', nl: 'LEMONNIER' },
    capacity: null,
    docksAvailable: null,
    renting: false,
    provenance: { observedAt: new Date('2026-09-01T00:00:00Z') },
  });
});

it.each([
  [[['fr', 'PARC / PARK']], 'PARC', 'PARK'],
  [[['fr', '122 - PARC / PARK']], 'PARC', 'PARK'],
  [
    [
      ['fr', 'PARC'],
      ['nl', 'PARK'],
    ],
    'PARC',
    'PARK',
  ],
  [
    [
      ['nl', '7 - PARK'],
      ['fr', '7 - PARC'],
    ],
    'PARC',
    'PARK',
  ],
  [
    [
      ['fr', 'PARC / PARK'],
      ['nl', 'PARC / PARK'],
    ],
    'PARC',
    'PARK',
  ],
  [[['en', 'PARC / PARK']], 'PARC', 'PARK'],
  [
    [
      ['fr', 'ELOY'],
      ['nl', 'ELOY'],
      ['en', 'ELOY STATION'],
    ],
    'ELOY',
    'ELOY',
  ],
])('reads a name in both languages out of %j', async (texts, fr, nl) => {
  const path = 'GET /contracts/bruxelles/gbfs/v3/station_information.json';
  const name = texts.map(([language, text]) => ({ language, text }));
  const { stations } = await read({
    ...captured,
    [path]: { data: { stations: [{ station_id: '7', name, lat: 50.8, lon: 4.3 }] } },
  });
  expect(stations?.[0]?.name).toEqual({ fr, nl });
});

it('keeps a station that has no status yet', async () => {
  const { stations } = await read();
  expect(stations?.[2]).toMatchObject({ id: 'villo:99', bikesAvailable: null, provenance: { observedAt: null } });
});

it('asks for discovery, information and status once each', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(3);
});

it('names the field when the operator renames one', async () => {
  const path = 'GET /contracts/bruxelles/gbfs/v3/station_information.json';
  const renamed = {
    ...captured,
    [path]: { data: { stations: [{ station_id: '1', name: [], latitude: 50.8, lon: 4.3 }] } },
  };
  await expect(read(renamed)).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'villo-stations',
      administration: 'jcdecaux',
      field: 'data.stations.0.lat',
    },
  });
});

it('does not follow a feed to another host', async () => {
  const path = 'GET /contracts/bruxelles/gbfs/v3/gbfs.json';
  const feeds = ['station_information', 'station_status'].map((name) => ({
    name,
    url: `http://127.0.0.1:9/${name}.json`,
  }));
  await expect(read({ ...captured, [path]: { version: '3.0', data: { feeds } } })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID' },
  });
});
