import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { sensorCommunity } from './source.ts';

const AREA = 'GET /airrohr/v1/filter/area=50.8503,4.3517,10';
const now = () => new Date('2026-09-01T10:02:00Z');

const read = async (answer: readonly unknown[] = captured[AREA]) => {
  const { door, asked } = await replay(sensorCommunity, { [AREA]: answer }, now);
  const sensors = (await sensorCommunity.provides.citizenSensors?.(door)) ?? [];
  return { sensors, asked, sensor: (id: number) => sensors.find((one) => one.id === `sensor-community:${id}`) };
};

it('reads the newer of two messages, P1 as PM10 and P2 as PM2.5', async () => {
  const { sensor } = await read();
  expect(sensor(155)).toEqual({
    id: 'sensor-community:155',
    location: { lat: 50.85, lon: 4.35 },
    isExact: false,
    isIndoor: false,
    pm10: expect.objectContaining({ value: 8.3, unit: 'ug/m3', quality: 'UNVALIDATED' }),
    pm25: expect.objectContaining({ value: 3.1, unit: 'ug/m3', quality: 'UNVALIDATED' }),
    provenance: { source: sensorCommunity, observedAt: new Date('2026-09-01T10:00:05Z'), retrievedAt: now() },
  });
});

it('says which sensors stand indoors and which places are exact', async () => {
  const { sensor } = await read();
  expect(sensor(301)).toMatchObject({ isExact: true, isIndoor: true, pm10: { value: 0 }, pm25: null });
});

it.each([
  [401, '999.90 and above 1000'],
  [402, 'a negative number and no number at all'],
])('has null for impossible values: sensor %i, %s', async (id) => {
  const { sensor } = await read();
  expect(sensor(id)).toMatchObject({ pm10: null, pm25: null });
});

it('leaves out what measures no dust', async () => {
  const { sensors } = await read();
  expect(sensors.map(({ id }) => id)).not.toContain('sensor-community:156');
  expect(sensors).toHaveLength(4);
});

it('asks once', async () => {
  const { asked } = await read();
  expect(asked).toEqual([AREA]);
});

it('names the field when the service renames one', async () => {
  const renamed = captured[AREA].map(({ sensordatavalues, ...message }) => ({ ...message, values: sensordatavalues }));
  await expect(read(renamed)).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'sensor-community',
      administration: 'sensor-community',
      field: '0.sensordatavalues',
    },
  });
});
