import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { readStations, readValues } from './timeseries.ts';

const source = testSource({ endpoint: url('TEST_SERIES_URL', 'https://example.org/api/v1') });
const near = { centre: { lat: 50.8, lon: 4.3 }, kilometres: 5 };
const end = new Date('2026-09-01T08:00:00Z');

const stationsOf = async (...coordinates: unknown[][]) => {
  const features = coordinates.map((position, index) => ({
    type: 'Feature',
    properties: { id: index % 2 ? String(index) : index, label: `S${index} - Place` },
    geometry: { type: 'Point', coordinates: position },
  }));
  const { door } = await replay(source, { 'GET /api/v1/stations': features });
  return (await readStations(door, source, near)).value;
};

const valuesOf = async (answer: unknown) => {
  const { door } = await replay(source, { 'POST /api/v1/timeseries/getData': answer });
  return (await readValues(door, source, { series: ['1', '2'], hours: 2, end })).value;
};

it('reads a position whose altitude is the text "NaN", a number or absent, and every id as text', async () => {
  const stations = await stationsOf([4.3, 50.8, 'NaN'], [4.4, 50.9, 12], [4.5, 50.7]);
  expect(stations.map(({ id, location }) => [id, location.lat, location.lon])).toEqual([
    ['0', 50.8, 4.3],
    ['1', 50.9, 4.4],
    ['2', 50.7, 4.5],
  ]);
});

it('refuses a position that is text', async () => {
  await expect(stationsOf(['NaN', 'NaN', 'NaN'])).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: '0.geometry.coordinates.0' },
  });
});

it('gives a missing value as null and leaves out the start of the span and what lies after its end', async () => {
  const at = (hour: number): number => Date.UTC(2026, 8, 1, hour);
  const values = await valuesOf({
    1: {
      values: [
        { timestamp: at(6), value: 1 },
        { timestamp: at(7), value: 'NaN' },
        { timestamp: at(8), value: 3 },
        { timestamp: at(9), value: 4 },
      ],
    },
  });
  expect(values.get('1')?.map(({ at, value }) => [at.getUTCHours(), value])).toEqual([
    [7, null],
    [8, 3],
  ]);
});

it('has nothing for a series that the service does not know, and nothing from a hostile key', async () => {
  const values = await valuesOf('{"__proto__":{"values":[]},"1":{"values":[]}}');
  expect([...values.keys()]).toEqual(['1']);
});
