import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type City, cityForThisTest, startCity } from '../support/city.ts';

interface Value {
  value: number;
  unit: string;
  quality: string;
  observedAt: string;
  provenance: { freshness: string };
}
interface AirQuality {
  basis: string;
  distanceMetres: number | null;
  stations: { id: string; municipality: { nisCode: string } | null }[];
  no2: Value | null;
  provenance: { dataset: { id: string }; freshness: string };
}
interface Municipality {
  nisCode: string;
  airQuality: AirQuality | null;
}
interface Station {
  id: string;
  no2: Value | null;
  hourly: Value[] | null;
}

const VALUE = '{ value unit quality observedAt provenance { freshness } }';
const AIR = `{
  municipalities {
    nisCode
    airQuality {
      basis distanceMetres stations { id municipality { nisCode } } no2 ${VALUE}
      provenance { dataset { id title { value(lang: EN) } } freshness }
    }
  }
}`;

describe('the air of the city', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity({ isAlone: true });
  });
  afterAll(() => city.close());
  beforeEach(async () => {
    await closeDoors();
    city.resetCounts();
  });

  const ask = async () => {
    const { data, errors } = await city.ask<{ municipalities: Municipality[] }>(AIR);
    expect(errors).toBeUndefined();
    return data.municipalities;
  };

  it('gives nitrogen dioxide for all 19 municipalities with two requests', async () => {
    const municipalities = await ask();
    expect(municipalities).toHaveLength(19);
    for (const { airQuality } of municipalities) {
      expect(airQuality?.no2).toMatchObject({ unit: 'ug/m3', provenance: { freshness: 'FRESH' } });
      expect(airQuality?.no2?.value).toBeGreaterThan(0);
      expect(airQuality?.provenance).toMatchObject({ dataset: { id: 'irceline-hourly' }, freshness: 'FRESH' });
    }
    expect(city.requests('irceline-hourly')).toBe(2);
    expect(city.requests('urbis-municipalities')).toBe(1);
  });

  it('means the stations inside, and says how far away the nearest one is elsewhere', async () => {
    const municipalities = await ask();
    const brussels = municipalities.find(({ nisCode }) => nisCode === '21004')?.airQuality;
    expect(brussels).toMatchObject({ basis: 'STATIONS', distanceMetres: null, no2: { quality: 'DERIVED' } });
    expect(brussels?.stations.map(({ id }) => id)).toEqual(['41B004', '41REG1', '41VBX1', '41VBX2']);
    const woluwe = municipalities.find(({ nisCode }) => nisCode === '21019')?.airQuality;
    expect(woluwe).toMatchObject({ basis: 'NEAREST_STATION', no2: { quality: 'UNVALIDATED' } });
    expect(woluwe?.stations).toHaveLength(1);
    expect(woluwe?.distanceMetres).toBeGreaterThan(1000);
    for (const { nisCode, airQuality } of municipalities) {
      const places = airQuality?.stations.map(({ municipality }) => municipality?.nisCode);
      if (airQuality?.basis === 'STATIONS') expect(new Set(places)).toEqual(new Set([nisCode]));
      else expect(places).not.toContain(nisCode);
    }
  });

  it('asks the hours of one pollutant at all stations with one request', async () => {
    const { data, errors } = await city.ask<{ airStations: Station[] }>(
      `{ airStations { id no2 ${VALUE} hourly(pollutant: NO2) ${VALUE} } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.airStations).toHaveLength(17);
    for (const { no2, hourly } of data.airStations) {
      // The last hour may not be published yet.
      expect([23, 24]).toContain(hourly?.length);
      expect(hourly?.at(-1)).toEqual(no2);
      const times = hourly?.map(({ observedAt }) => Date.parse(observedAt)) ?? [];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => time % 3_600_000 === 0)).toBe(true);
    }
    expect(city.requests('irceline-hourly')).toBe(3);
  });

  it('asks once per span when two are wanted, and not at all for what nobody measures', async () => {
    const { data, errors } = await city.ask<{ airStations: { short: Value[]; long: Value[]; none: Value[] }[] }>(`{
      airStations(ids: ["41BUL1", "41REG1"]) {
        short: hourly(pollutant: NO2, hours: 2) ${VALUE}
        long: hourly(pollutant: NO2, hours: 168) ${VALUE}
        none: hourly(pollutant: O3, hours: 5) ${VALUE}
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.airStations[0]?.long.length).toBeGreaterThanOrEqual(167);
    expect(data.airStations[0]?.none).toEqual([]);
    expect(city.requests('irceline-hourly')).toBe(4);
  });

  it('refuses spans outside 1 to 168 hours on the field, without asking', async () => {
    const { data, errors } = await city.ask<{ airStations: Record<string, Value[] | null>[] }>(`{
      airStations(ids: ["41B001"]) {
        none: hourly(pollutant: NO2, hours: 0) { value }
        most: hourly(pollutant: O3, hours: 169) { value }
      }
    }`);
    expect(data.airStations[0]).toEqual({ none: null, most: null });
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain('between 1 and 168');
    expect(city.requests('irceline-hourly')).toBe(2);
  });

  it('knows a station by its code, says which code it does not know, and shows a silent value as stale', async () => {
    const { data, errors } = await city.ask<{ airStations: unknown[] }>(`{
      airStations(ids: ["41R012", "40AL01", "41B006"]) { id name { value } o3 { provenance { freshness } } }
    }`);
    expect(data.airStations).toEqual([
      { id: '41R012', name: { value: 'Uccle' }, o3: { provenance: { freshness: 'FRESH' } } },
      null,
      { id: '41B006', name: { value: 'Parlement UE' }, o3: { provenance: { freshness: 'STALE' } } },
    ]);
    expect(errors).toMatchObject([{ path: ['airStations', 1], extensions: { code: 'UNKNOWN_ID', id: '40AL01' } }]);
  });
});

it('nulls the air and nothing else when IRCEL-CELINE is down', async () => {
  const city = await cityForThisTest({ faults: { 'irceline-hourly': 'refuse' } });
  const { data, errors } = await city.ask<{ municipalities: (Municipality & { name: unknown })[] }>(
    '{ municipalities { nisCode name { value } airQuality { basis } } }',
  );
  expect(data.municipalities.map(({ airQuality }) => airQuality)).toEqual(Array(19).fill(null));
  expect(data.municipalities.every(({ name }) => name)).toBe(true);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    dataset: 'irceline-hourly',
    administration: 'irceline',
    retryable: true,
  });
});

it('still gives air quality when the boundaries are down, and says how stations were placed', async () => {
  const city = await cityForThisTest({ faults: { 'urbis-municipalities': '500' } });
  const { data, errors } = await city.ask<{
    municipalities: Municipality[];
    airStations: { municipalityBasis: string }[];
  }>('{ municipalities { nisCode airQuality { no2 { value } } } airStations { municipalityBasis } }');
  expect(errors).toBeUndefined();
  expect(data.municipalities.every(({ airQuality }) => airQuality?.no2)).toBe(true);
  expect(new Set(data.airStations.map(({ municipalityBasis }) => municipalityBasis))).toEqual(
    new Set(['NEAREST_CENTRE']),
  );
});
