import { expect, it } from 'vitest';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { ircelineHourly } from './source.ts';

const EIGHT = new Date('2026-09-01T08:00:00Z');
const now = () => new Date('2026-09-01T08:25:00Z');

const read = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(ircelineHourly, answers, now);
  const stations = (await ircelineHourly.provides.airStations?.(door)) ?? [];
  return { stations, asked, station: (code: string) => stations.find(({ id }) => id === code) };
};

const hours = async (answers: Record<string, unknown> = captured) => {
  const { door, asked } = await replay(ircelineHourly, answers, now);
  const question = { series: ['6504', '6700'], hours: 3, end: EIGHT };
  return { asked, values: await ircelineHourly.provides.hourlyValues?.(door, question) };
};

it('reads a station by the code in its label, with its last hour in UCUM units', async () => {
  const { station } = await read();
  expect(station('41B001')).toMatchObject({
    name: { fr: 'Arts-Loi', nl: 'Arts-Loi' },
    location: { lat: 50.84577807, lon: 4.36811326 },
    latest: { NO2: { value: 31.5, unit: 'ug/m3', quality: 'UNVALIDATED', provenance: { observedAt: EIGHT } } },
    provenance: { observedAt: EIGHT, retrievedAt: now() },
  });
});

it('keeps the Brussels network only: codes with 41, and 47E013 in Forest', async () => {
  const { stations } = await read();
  expect(stations.map(({ id }) => id)).toEqual(['41B001', '41R012', '47E013']);
});

it('reads a name in two languages where the label has both', async () => {
  const { station } = await read();
  expect(station('47E013')?.name).toEqual({ fr: 'Forest', nl: 'Vorst' });
});

it('prefers the series that still reports to one that was replaced, though its id is lower', async () => {
  const { station } = await read();
  expect(station('41B001')?.series.NO2).toBe('6504');
});

it('takes the lowest id where raw and corrected series report the same hour, whichever micro sign they have', async () => {
  const { station } = await read();
  expect(station('41R012')?.series.PM10).toBe('6626');
  expect(station('41R012')?.latest.PM10?.value).toBe(17.5);
});

it('leaves carbon monoxide out', async () => {
  const { station } = await read();
  expect(Object.keys(station('41B001')?.latest ?? {})).toEqual(['NO2']);
});

it('has no value where the last one is negative, "NaN" or absent, and still knows the series', async () => {
  const { station } = await read();
  expect(station('41R012')?.latest.NO2).toBeUndefined();
  expect(station('41R012')?.series.NO2).toBe('6700');
  expect(station('47E013')).toMatchObject({
    latest: {},
    series: { PM25: '6716', O3: '6717' },
    provenance: { observedAt: null },
  });
});

it('keeps the last value of a silent series with the time it had', async () => {
  const { station } = await read();
  expect(station('41R012')?.latest.O3).toMatchObject({
    value: 61,
    provenance: { observedAt: new Date('2026-08-29T08:00:00Z') },
  });
});

it('asks for stations and series once each, around the centre and with the newest values', async () => {
  const { asked } = await read();
  const near = 'near={"center":{"type":"Point","coordinates":[4.3517,50.8466]},"radius":12}';
  expect(asked.map(decodeURIComponent).toSorted()).toEqual([
    `GET /sos/api/v1/stations?${near}`,
    `GET /sos/api/v1/timeseries?expanded=true&${near}&force_latest_values=true`,
  ]);
});

it('reads the hours of many series in one request, without invalid ones and without the hour before the span', async () => {
  const { values, asked } = await hours();
  expect(values?.get('6504')?.map(({ value }) => value)).toEqual([28.5, 31.5]);
  expect(values?.get('6504')?.[1]).toMatchObject({ unit: 'ug/m3', provenance: { observedAt: EIGHT } });
  expect(values?.get('6700')?.map(({ value }) => value)).toEqual([0]);
  expect(asked).toEqual(['POST /sos/api/v1/timeseries/getData']);
});

it('names the field when the service renames one', async () => {
  const path = 'GET /sos/api/v1/timeseries';
  const renamed = captured[path].map(({ uom, ...series }) => ({ ...series, unit: uom }));
  await expect(read({ ...captured, [path]: renamed })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'irceline-hourly', administration: 'irceline', field: '0.uom' },
  });
});
