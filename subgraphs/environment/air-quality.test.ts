import { expect, it } from 'vitest';
import { airQualityOf } from './air-quality.ts';
import type { AirStationModel } from './models.ts';
import { type ByPollutant, byPollutant } from './pollutants.ts';
import { ircelineHourly as source } from './sources/irceline-hourly/source.ts';

const now = new Date('2026-09-01T12:25:00Z');
const centre = { lat: 50.85, lon: 4.35 };

/** A station so many hundredths of a degree (1,112 m each) north of the centre, with values of so many hours ago. */
function station(id: string, north: number, values: ByPollutant<number>, hoursAgo = 0): AirStationModel {
  const provenance = { source, observedAt: new Date(Date.UTC(2026, 8, 1, 12 - hoursAgo)), retrievedAt: now };
  return {
    id,
    name: { fr: id },
    location: { lat: centre.lat + north / 100, lon: centre.lon },
    latest: byPollutant((pollutant) => {
      const value = values[pollutant];
      return value === undefined ? undefined : { value, unit: 'ug/m3', quality: 'UNVALIDATED', provenance };
    }),
    series: {},
    provenance,
    nisCode: '21004',
    municipalityBasis: 'BOUNDARY',
  };
}

const among = (inside: readonly AirStationModel[], outside: readonly AirStationModel[] = []) =>
  airQualityOf({ centre, inside, all: [...outside, ...inside], now });

it('means each pollutant over the stations inside that measure it, to a tenth, as derived', () => {
  const quality = among([
    station('a', 1, { NO2: 20, PM10: 12 }),
    station('b', 2, { NO2: 21 }),
    station('c', 3, { NO2: 23 }),
  ]);
  expect(quality).toMatchObject({ basis: 'STATIONS', distanceMetres: null });
  expect(quality?.values.NO2).toMatchObject({ value: 21.3, unit: 'ug/m3', quality: 'DERIVED' });
  expect(quality?.values.PM10).toMatchObject({ value: 12, quality: 'DERIVED' });
});

it('is as old as the oldest value in it', () => {
  const quality = among([station('a', 1, { NO2: 20 }), station('b', 2, { NO2: 30 }, 2)]);
  const ten = new Date('2026-09-01T10:00:00Z');
  expect(quality?.values.NO2?.provenance.observedAt).toEqual(ten);
  expect(quality?.provenance.observedAt).toEqual(ten);
});

it('does not fetch a pollutant from outside that nobody inside measures', () => {
  const quality = among([station('a', 1, { NO2: 20 })], [station('b', 2, { NO2: 5, O3: 60 })]);
  expect(quality?.values).not.toHaveProperty('O3');
  expect(quality?.stations.map(({ id }) => id)).toEqual(['a']);
});

it('leaves out a station that has been silent for more than three hours', () => {
  const quality = among([station('a', 1, { NO2: 20 }), station('b', 2, { NO2: 90 }, 4)]);
  expect(quality?.values.NO2?.value).toBe(20);
  expect(quality?.stations.map(({ id }) => id)).toEqual(['a']);
});

it('does not believe a value from the future', () => {
  expect(among([station('a', 1, { NO2: 20 }, -2)])).toBeNull();
});

it('takes everything from the nearest station with NO2 when no station inside has any', () => {
  const quality = among(
    [station('inside', 0, { O3: 70 })],
    [station('far', 3, { NO2: 9 }), station('near', 2, { NO2: 30, PM25: 8 }), station('dust', 1, { PM10: 9 })],
  );
  expect(quality).toMatchObject({ basis: 'NEAREST_STATION', distanceMetres: 2224 });
  expect(quality?.stations.map(({ id }) => id)).toEqual(['near']);
  expect(quality?.values).toMatchObject({ NO2: { value: 30, quality: 'UNVALIDATED' }, PM25: { value: 8 } });
  expect(quality?.values).not.toHaveProperty('O3');
});

it('lets another pollutant decide when NO2 is silent in the whole region', () => {
  const quality = among([station('a', 1, { PM10: 14 })], [station('b', 0, { PM10: 40 })]);
  expect(quality).toMatchObject({ basis: 'STATIONS', values: { PM10: { value: 14 } } });
});

it('is null when every station is silent', () => {
  expect(among([station('a', 1, { NO2: 20 }, 5)], [station('b', 2, { NO2: 30 }, 72)])).toBeNull();
});
