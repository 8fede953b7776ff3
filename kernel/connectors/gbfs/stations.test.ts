import { expect, it } from 'vitest';
import { villoStations } from '../../../subgraphs/mobility/sources/villo-stations/source.ts';
import { replay } from '../../../test/support/replay.ts';
import { readStations } from './stations.ts';

const ROOT = 'GET /contracts/bruxelles/gbfs/v3';
const feeds = ['station_information', 'station_status'].map((name) => ({
  name,
  url: `{origin}/contracts/bruxelles/gbfs/v3/${name}.json`,
}));
const version2 = {
  [`${ROOT}/gbfs.json`]: { last_updated: 1784793557, ttl: 0, version: '2.3', data: { nl: { feeds } } },
  [`${ROOT}/station_information.json`]: {
    last_updated: 1784793557,
    ttl: 0,
    version: '2.3',
    data: { stations: [{ station_id: '7', name: 'Zuidstation', lat: 50.8364, lon: 4.3381, capacity: 20 }] },
  },
  [`${ROOT}/station_status.json`]: {
    last_updated: 1784793557,
    ttl: 0,
    version: '2.3',
    data: {
      stations: [
        {
          station_id: '7',
          num_bikes_available: 3,
          num_docks_available: 16,
          is_installed: true,
          is_renting: true,
          is_returning: false,
          last_reported: 1784793545,
        },
      ],
    },
  },
};

const read = async (answers: Record<string, unknown>) => {
  const { door } = await replay(villoStations, answers);
  return (await readStations(door, villoStations)).value;
};

it('reads GBFS 2: feeds by language, plain names, POSIX seconds, bikes', async () => {
  expect(await read(version2)).toEqual([
    {
      id: '7',
      name: { nl: 'Zuidstation' },
      lat: 50.8364,
      lon: 4.3381,
      capacity: 20,
      vehiclesAvailable: 3,
      docksAvailable: 16,
      isInstalled: true,
      isRenting: true,
      isReturning: false,
      lastReported: new Date(1784793545 * 1000),
    },
  ]);
});

it('keeps a name in a language that the graph does not have', async () => {
  const discovery = { version: '2.3', data: { pt: { feeds } } };
  expect((await read({ ...version2, [`${ROOT}/gbfs.json`]: discovery }))[0]?.name).toEqual({ en: 'Zuidstation' });
});

it('says which feed the discovery does not list', async () => {
  const discovery = { version: '2.3', data: { fr: { feeds: feeds.slice(0, 1) } } };
  await expect(read({ ...version2, [`${ROOT}/gbfs.json`]: discovery })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.feeds.station_status' },
  });
});
