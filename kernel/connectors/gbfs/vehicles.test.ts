import { expect, it } from 'vitest';
import { type Captured, replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { readVehicles } from './vehicles.ts';

const feed = testSource({ endpoint: url('FEED_URL', 'https://example.org/2/free_bike_status') });
const system = testSource({ endpoint: url('SYSTEM_URL', 'https://example.org/3/gbfs.json') });

const types = {
  data: {
    vehicle_types: [
      { vehicle_type_id: 'a', form_factor: 'bicycle' },
      { vehicle_type_id: 'b', form_factor: 'scooter_standing' },
    ],
  },
};
const free = { lat: 50.85, lon: 4.35, is_reserved: false, is_disabled: false };
const version2 = (...bikes: unknown[]) => ({ version: '2.3', ttl: 0, last_updated: 1784793557, data: { bikes } });
const version3 = (...vehicles: unknown[]) => ({
  version: '3.0',
  ttl: 0,
  last_updated: '2026-07-23T10:00:00+02:00',
  data: { vehicles },
});
const feedsOf3 = (...names: string[]) => ({
  version: '3.0',
  data: { feeds: names.map((name) => ({ name, url: `{origin}/3/${name}.json` })) },
});

async function read(source: typeof feed, captured: Captured) {
  const { door, asked } = await replay(source, captured);
  const { value } = await readVehicles(door, source);
  return { ...value, asked, outages: door.outages };
}

it('reads GBFS 2 from the feed itself, with the types at its side', async () => {
  const { vehicles, lastUpdated, asked } = await read(feed, {
    'GET /2/free_bike_status': version2({ ...free, vehicle_type_id: 'a', current_range_meters: 12_000.5 }),
    'GET /2/vehicle_types': types,
  });
  expect(lastUpdated).toEqual(new Date(1784793557 * 1000));
  expect(vehicles).toEqual([
    {
      location: { lat: 50.85, lon: 4.35 },
      isReserved: false,
      isDisabled: false,
      formFactor: 'bicycle',
      rangeMetres: 12_000.5,
    },
  ]);
  expect(asked).toHaveLength(2);
});

it('reads GBFS 3 through its discovery', async () => {
  const { vehicles, lastUpdated, asked } = await read(system, {
    'GET /3/gbfs.json': feedsOf3('vehicle_status', 'vehicle_types'),
    'GET /3/vehicle_status.json': version3({ ...free, vehicle_type_id: 'b', is_disabled: true }),
    'GET /3/vehicle_types.json': types,
  });
  expect(lastUpdated).toEqual(new Date('2026-07-23T08:00:00Z'));
  expect(vehicles).toMatchObject([{ formFactor: 'scooter_standing', isDisabled: true, rangeMetres: null }]);
  expect(asked).toHaveLength(3);
});

it('asks for no types that the discovery does not list', async () => {
  const { vehicles, asked, outages } = await read(system, {
    'GET /3/gbfs.json': feedsOf3('vehicle_status'),
    'GET /3/vehicle_status.json': version3({ ...free, vehicle_type_id: 'b' }),
  });
  expect(vehicles).toMatchObject([{ formFactor: null }]);
  expect(asked).toHaveLength(2);
  expect(outages).toEqual([]);
});

it('says which feed the discovery does not list', async () => {
  await expect(read(system, { 'GET /3/gbfs.json': feedsOf3('station_status') })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.feeds.vehicle_status' },
  });
});

it('tells where vehicles stand when their types cannot be read, and that these are missing', async () => {
  const { vehicles, outages } = await read(feed, {
    'GET /2/free_bike_status': version2({ ...free, vehicle_type_id: 'a' }),
  });
  expect(vehicles).toMatchObject([{ location: { lat: 50.85, lon: 4.35 }, formFactor: null }]);
  expect(outages).toMatchObject([{ extensions: { code: 'SOURCE_REFUSED' } }]);
});

it('leaves out a vehicle at a station and one without any place, and refuses a feed of those', async () => {
  const { lat, ...nowhere } = free;
  const docked = { is_reserved: false, is_disabled: false, station_id: 'x' };
  const answer = (...bikes: unknown[]) => ({
    'GET /2/free_bike_status': version2(...bikes),
    'GET /2/vehicle_types': types,
  });
  expect((await read(feed, answer({ lat, ...nowhere }, docked))).vehicles).toHaveLength(1);
  expect((await read(feed, answer(free, nowhere))).vehicles).toHaveLength(1);
  await expect(read(feed, answer(nowhere))).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'data.bikes.0.lat' },
  });
});

it('names the list that its version promises', async () => {
  const renamed = { 'GET /2/free_bike_status': version3(free), 'GET /2/vehicle_types': types };
  expect((await read(feed, renamed)).vehicles).toHaveLength(1);
  const wrong = { ...renamed, 'GET /2/free_bike_status': { ...version3(free), version: '2.3' } };
  await expect(read(feed, wrong)).rejects.toMatchObject({ extensions: { field: 'data.bikes' } });
});
