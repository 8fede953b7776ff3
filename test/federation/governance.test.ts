import type { MultiPolygon } from 'geojson';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { sourceFolders } from '../../tooling/folders.ts';
import { type City, cityForThisTest, startCity } from '../support/city.ts';

const NOW = new Date('2026-09-01T08:00:00Z');
const NIS_CODES = Array.from({ length: 19 }, (_, index) => String(21001 + index));

interface Measurement {
  readonly value: number;
  readonly unit: string;
  readonly quality: string;
}
interface Incident {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly location: { readonly lat: number; readonly lon: number } | null;
  readonly municipality: { readonly nisCode: string; readonly name: { readonly value: string } } | null;
  readonly municipalityBasis: string | null;
  readonly category: { readonly value: string };
  readonly topCategory: { readonly value: string };
  readonly provenance: { readonly dataset: { readonly id: string }; readonly observedAt: string };
}

const INCIDENT = `{
  id status createdAt updatedAt location { lat lon } municipality { nisCode name { value } } municipalityBasis
  category { value } topCategory { value } street { value } postalCode
  provenance { dataset { id } observedAt freshness }
}`;

describe('a city', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity({ now: () => NOW, isAlone: true });
  });
  afterAll(() => city.close());
  beforeEach(async () => {
    await closeDoors(); // Nothing is known from the test before.
    city.resetCounts();
  });

  it('gives names, boundaries, areas and incidents of all 19 with one request per feed and page', async () => {
    const { data, errors } = await city.ask<{
      municipalities: {
        nisCode: string;
        name: { fr: string; nl: string };
        labelPoint: { lat: number };
        boundary: MultiPolygon;
        area: Measurement;
        provenance: { dataset: { id: string } };
        incidents: Incident[];
      }[];
    }>(`{ municipalities {
      nisCode name { fr nl } labelPoint { lat lon } boundary area { value unit quality observedAt }
      provenance { dataset { id } } incidents(first: 50) ${INCIDENT}
    } }`);
    expect(errors).toBeUndefined();
    expect(data.municipalities.map(({ nisCode }) => nisCode)).toEqual(NIS_CODES);
    for (const { nisCode, boundary, area, provenance, incidents, labelPoint } of data.municipalities) {
      expect(boundary).toMatchObject({ type: 'MultiPolygon' });
      expect(area).toMatchObject({ unit: 'km2', quality: 'DERIVED', observedAt: null });
      expect(labelPoint.lat).toBeCloseTo(50.84, 0);
      expect(provenance.dataset.id).toBe('urbis-municipalities');
      expect(incidents.length).toBeGreaterThanOrEqual(3);
      for (const { municipality, municipalityBasis, provenance, updatedAt } of incidents) {
        expect(municipality?.nisCode).toBe(nisCode);
        expect(municipalityBasis).toBe('BOUNDARY');
        expect(provenance).toMatchObject({ dataset: { id: 'fixmystreet-incidents' }, observedAt: updatedAt });
      }
      const created = incidents.map(({ createdAt }) => createdAt);
      expect(created).toEqual(created.toSorted().reverse());
    }
    const region = data.municipalities.reduce((sum, { area }) => sum + area.value, 0);
    expect(region).toBeGreaterThan(150);
    expect(region).toBeLessThan(165);
    expect(data.municipalities[3]?.name).toEqual({ fr: 'Bruxelles', nl: 'Brussel' });
    expect(city.requests('urbis-municipalities')).toBe(1);
    expect(city.requests('fixmystreet-incidents')).toBe(5);
    expect(city.allRequests()).toBe(6);
    expect(city.calls('governance')).toBe(1);
  });

  it('lists the newest incidents of the region, in every status, also those without a place', async () => {
    const { data, errors } = await city.ask<{ incidents: Incident[] }>(`{ incidents(first: 200) ${INCIDENT} }`);
    expect(errors).toBeUndefined();
    expect(data.incidents).toHaveLength(200);
    expect(new Set(data.incidents.map(({ status }) => status))).toEqual(new Set(['CREATED', 'PROCESSING', 'CLOSED']));
    const [newest] = data.incidents;
    expect(NOW.getTime() - Date.parse(newest?.createdAt ?? '')).toBeLessThan(6 * 3_600_000);
    const nowhere = data.incidents.filter(({ location }) => location === null);
    expect(nowhere.length).toBeGreaterThan(0);
    for (const incident of nowhere) expect(incident).toMatchObject({ municipality: null, municipalityBasis: null });
  });

  it('answers with null and UNKNOWN_ID for an incident nobody knows, and completes the others', async () => {
    const known = await city.ask<{ incidents: Incident[] }>('{ incidents(first: 2) { id } }');
    const [first, second] = known.data.incidents.map(({ id }) => id);
    const ids = [second, 'fixmystreet:0', first];
    const { data, errors } = await city.ask('query($ids: [ID!]) { incidents(ids: $ids) { id } }', {
      variables: { ids },
    });
    expect(data.incidents).toEqual([{ id: second }, null, { id: first }]);
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['incidents', 1],
        extensions: expect.objectContaining({ code: 'UNKNOWN_ID', id: 'fixmystreet:0' }),
      }),
    ]);
  });

  it('refuses more incidents than a list may hold', async () => {
    const { status, data, errors } = await city.ask('{ incidents(first: 201) { id } }');
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(city.allRequests()).toBe(0);
  });

  it('says of every source who publishes it, under which licence and in which standard, and that it is invented', async () => {
    const { data, errors } = await city.ask<{
      datasets: { id: string; licence: string; licenceUrl: string; freshFor: number; [field: string]: unknown }[];
    }>(`{ datasets {
      id title { value } description { value } licence licenceUrl attribution standard freshFor sandbox
      publisher { id name { value } homepage }
    } }`);
    expect(errors).toBeUndefined();
    expect(data.datasets.map(({ id }) => id)).toEqual(sourceFolders().map(({ id }) => id));
    for (const dataset of data.datasets) {
      expect(dataset).toMatchObject({
        title: { value: expect.stringMatching(/./) },
        description: { value: expect.stringMatching(/./) },
        licence: expect.stringMatching(/./),
        licenceUrl: expect.stringMatching(/^https:/),
        standard: expect.stringMatching(/./),
        sandbox: true,
        publisher: { id: expect.stringMatching(/^[a-z\d-]+$/), homepage: expect.stringMatching(/^https:/) },
      });
      expect(dataset.freshFor).toBeGreaterThan(0);
    }
    expect(city.allRequests()).toBe(0);
  });

  it('answers with null and UNKNOWN_ID for a dataset nobody knows, and completes the others', async () => {
    const { data, errors } = await city.ask(
      '{ datasets(ids: ["nope", "urbis-municipalities"]) { id sandbox licence } }',
    );
    expect(data.datasets).toEqual([null, { id: 'urbis-municipalities', sandbox: true, licence: 'CC0-1.0' }]);
    expect(errors).toMatchObject([{ path: ['datasets', 0], extensions: { code: 'UNKNOWN_ID', id: 'nope' } }]);
  });

  it('gives the administrations with their datasets, every dataset under one of them', async () => {
    const { data, errors } = await city.ask<{
      administrations: { id: string; name: { value: string }; datasets: { id: string; publisher: { id: string } }[] }[];
    }>('{ administrations { id name { value } homepage datasets { id publisher { id } } } }');
    expect(errors).toBeUndefined();
    const paradigm = data.administrations.find(({ id }) => id === 'paradigm');
    expect(paradigm?.datasets.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['fixmystreet-incidents', 'urbis-municipalities']),
    );
    for (const { id, datasets } of data.administrations) {
      expect(new Set(datasets.map(({ publisher }) => publisher.id))).toEqual(new Set([id]));
    }
    const all = data.administrations.flatMap(({ datasets }) => datasets.map(({ id }) => id));
    expect(all.toSorted()).toEqual(sourceFolders().map(({ id }) => id));
  });
});

describe('when an administration is down', () => {
  const QUESTION =
    '{ municipalities { nisCode name { value } labelPoint { lat } area { value } incidents { id municipalityBasis } } }';
  interface Row {
    readonly name: object | null;
    readonly labelPoint: object | null;
    readonly area: object | null;
    readonly incidents: readonly { readonly municipalityBasis: string }[] | null;
  }

  it('names and areas stand while Fix My Street does not answer', async () => {
    const city = await cityForThisTest({ faults: { 'fixmystreet-incidents': '500' } });
    const { data, errors } = await city.ask<{ municipalities: Row[] }>(QUESTION);
    expect(data.municipalities.every(({ name, area, incidents }) => name && area && incidents === null)).toBe(true);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      dataset: 'fixmystreet-incidents',
      administration: 'paradigm',
      retryable: true,
    });
    expect(city.requests('fixmystreet-incidents')).toBe(1);
  });

  it('incidents are placed by label points while UrbIS does not answer, and say so', async () => {
    const city = await cityForThisTest({ faults: { 'urbis-municipalities': 'refuse' } });
    const { data, errors } = await city.ask<{ municipalities: Row[] }>(QUESTION);
    expect(data.municipalities.every(({ name, area, labelPoint }) => !name && !area && labelPoint)).toBe(true);
    const bases = data.municipalities.flatMap(({ incidents }) => incidents?.map((one) => one.municipalityBasis) ?? []);
    expect(new Set(bases)).toEqual(new Set(['NEAREST_CENTRE']));
    expect(new Set(errors?.map(({ extensions }) => extensions.dataset))).toEqual(new Set(['urbis-municipalities']));
  });
});
