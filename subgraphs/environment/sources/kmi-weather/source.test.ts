import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { kmiWeather } from './source.ts';

const OWS = 'GET /service/aws/ows';
const now = () => new Date('2026-09-01T08:25:00Z');
const [first] = captured[OWS].features;

const read = async (features: readonly unknown[] = captured[OWS].features) => {
  const { door, asked } = await replay(
    kmiWeather,
    { [OWS]: { ...captured[OWS], features, numberMatched: features.length } },
    now,
  );
  const stations = (await kmiWeather.provides.weather?.(door)) ?? [];
  return { stations, asked, station: (id: string) => stations.find((station) => station.id === id) };
};
const withProperties = (more: object) => ({ ...first, properties: { ...first?.properties, ...more } });

it('reads the newest observation of a station in UCUM units, in whatever order they come', async () => {
  const { station } = await read();
  expect(station('kmi:6447')).toMatchObject({
    name: { fr: 'Uccle', nl: 'Ukkel' },
    temperature: { value: 17.9, unit: 'Cel' },
    precipitation: { value: 0, unit: 'mm' },
    windSpeed: { value: 4.1, unit: 'm/s' },
    gusts: { value: 6.1, unit: 'm/s' },
    humidity: { value: 79, unit: '%' },
    pressure: { value: 1008.7, unit: 'hPa' },
    provenance: { source: kmiWeather, observedAt: new Date('2026-09-01T08:20:00Z'), retrievedAt: now() },
  });
});

it('calls validated what the flags in a string say so of, and nothing else', async () => {
  const { station } = await read();
  const uccle = station('kmi:6447');
  expect(uccle?.temperature?.quality).toBe('VALIDATED');
  expect(uccle?.pressure?.quality).toBe('UNVALIDATED');
  expect(uccle?.humidity?.quality).toBe('UNVALIDATED');
});

it.each([null, undefined, '{}', '{"validated":null}', '{"validated":', 7])(
  'calls nothing validated with the flags %s',
  async (qc_flags) => {
    const { station } = await read([withProperties({ qc_flags })]);
    expect(station('kmi:6447')?.temperature).toMatchObject({ value: 17.5, quality: 'UNVALIDATED' });
  },
);

it('has null for what a station does not measure, and keeps zeros and frost', async () => {
  const { station } = await read();
  expect(station('kmi:6447')?.windDirection).toBeNull();
  expect(station('kmi:6451')).toMatchObject({
    temperature: { value: -1.5, unit: 'Cel', quality: 'UNVALIDATED' },
    windSpeed: { value: 0 },
    windDirection: { value: 0, unit: 'deg' },
    precipitation: null,
    gusts: null,
    pressure: null,
  });
});

it('finds a station in degrees and in Lambert 72 metres', async () => {
  const { station } = await read();
  expect(station('kmi:6451')?.location).toEqual({ lat: 50.902, lon: 4.485 });
  expect(station('kmi:6447')?.location).toEqual({ lat: expect.closeTo(50.797, 3), lon: expect.closeTo(4.357, 3) });
});

it('leaves out stations elsewhere and observations without a place', async () => {
  const { stations } = await read([...captured[OWS].features, { ...first, geometry: null }]);
  expect(stations.map(({ id }) => id).toSorted()).toEqual(['kmi:6447', 'kmi:6451']);
  expect((await read([{ ...first, geometry: null }])).stations).toEqual([]);
});

it('asks once, for the newest observations of its stations', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(1);
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.split('?')[1]))).toMatchObject({
    typeNames: 'aws:aws_10min',
    CQL_FILTER: 'code IN (6447, 6451)',
    sortBy: 'timestamp D',
    count: '24',
  });
});

it.each(['temp_dry_shelter_avg', 'wind_speed_10m', 'timestamp'] as const)(
  'names the field when %s is renamed',
  async (name) => {
    await expect(read([withProperties({ [name]: undefined })])).rejects.toMatchObject({
      extensions: {
        code: 'SOURCE_INVALID',
        dataset: 'kmi-weather',
        administration: 'kmi',
        field: `features.0.properties.${name}`,
      },
    });
  },
);

it('has one station while the observations of the other do not fit, and reads a code that is a text', async () => {
  const { stations } = await read([
    withProperties({ code: '6447' }),
    withProperties({ code: 6451, pressure: 'high' }),
    withProperties({ code: 6451, timestamp: 'now' }),
  ]);
  expect(stations.map(({ id }) => id)).toEqual(['kmi:6447']);
});
