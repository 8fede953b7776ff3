import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { testSource } from '../../../test/support/source.ts';
import { url } from '../../env.ts';
import { readSensors } from './airrohr.ts';

const sensors = testSource({
  endpoint: url('SENSORS_URL', 'https://example.org/airrohr/v1/filter/area=50.8503,4.3517,10'),
});
const AREA = 'GET /airrohr/v1/filter/area=50.8503,4.3517,10';

const message = (more: object = {}) => ({
  id: 12_345,
  timestamp: '2026-09-01 10:00:05',
  sampling_rate: null,
  location: { id: 1, latitude: '50.850', longitude: '4.350', altitude: '20.0', exact_location: 0, indoor: 0 },
  sensor: { id: 155, pin: '1', sensor_type: { id: 14, name: 'SDS011', manufacturer: 'Nova Fitness' } },
  sensordatavalues: [{ id: 1, value: '8.30', value_type: 'P1' }],
  ...more,
});

async function read(...answer: unknown[]) {
  const { door, asked } = await replay(sensors, { [AREA]: answer });
  return { messages: (await readSensors(door, sensors)).value, asked };
}

it('reads texts as numbers and the time as UTC', async () => {
  const { messages } = await read(message());
  expect(messages).toEqual([
    {
      sensor: '155',
      at: new Date('2026-09-01T10:00:05Z'),
      location: { lat: 50.85, lon: 4.35 },
      isExact: false,
      isIndoor: false,
      values: new Map([['P1', 8.3]]),
    },
  ]);
});

it('keeps the newest message of a sensor, in whatever order they come', async () => {
  const older = message({ timestamp: '2026-09-01 09:57:40', sensordatavalues: [] });
  expect((await read(older, message())).messages).toEqual((await read(message(), older)).messages);
  expect((await read(older, message())).messages[0]?.values.size).toBe(1);
});

it.each(['nan', '', 'unavailable'])('has null for a value that is the text "%s"', async (value) => {
  const { messages } = await read(message({ sensordatavalues: [{ id: 1, value, value_type: 'P1' }] }));
  expect(messages[0]?.values).toEqual(new Map([['P1', null]]));
});

it('leaves out a sensor that stands nowhere', async () => {
  const location = { id: 1, latitude: '', longitude: '', altitude: '', exact_location: 0, indoor: 0 };
  expect((await read(message({ location }))).messages).toEqual([]);
});

it('asks at the whole address, once', async () => {
  const { asked } = await read();
  expect(asked).toEqual([AREA]);
});

it.each([
  [{ timestamp: '2026-09-01T10:00:05+02:00' }, '0.timestamp'],
  [{ timestamp: '2026-09-41 10:00:05' }, '0.timestamp'],
  [{ sensordatavalues: [{ value: 8.3, value_type: 'P1' }] }, '0.sensordatavalues.0.value'],
  [{ location: { latitude: '50.8', longitude: '4.3', exact: 0, indoor: 0 } }, '0.location.exact_location'],
])('names the field of %o', async (more, field) => {
  await expect(read(message(more))).rejects.toMatchObject({ extensions: { code: 'SOURCE_INVALID', field } });
});
