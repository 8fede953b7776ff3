import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MunicipalityTodayDocument } from '../../client/__generated__/operations.ts';
import { closeDoors } from '../../kernel/http.ts';
import { type City, startCity } from '../support/city.ts';

/** On a busy machine a source is slow; it answers all the same. */
const ANSWERS = expect.stringMatching(/^(OK|SLOW)$/);

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

interface Status {
  readonly dataset: { readonly id: string };
  readonly state: string | null;
  readonly since: string | null;
  readonly retryAfter: number | null;
  readonly health: { readonly asked: number; readonly availability: number; readonly errorShare: number } | null;
}
const STATUS = `{
  sourceStatus(ids: ["nbb-series", "brussels-mobility-bike-counts"]) {
    dataset { id } state since retryAfter health { asked availability errorShare p50 p95 }
  }
}`;

const servedFrom = (answer: Awaited<ReturnType<City['ask']>>) =>
  Object.fromEntries(answer.extensions?.sources?.map(({ dataset, servedFrom }) => [dataset, servedFrom]) ?? []);

it('names every source that took part once, and from where it was served', async () => {
  const live = await city.ask(MunicipalityTodayDocument);
  const everyone = {
    'brussels-mobility-traffic': 'LIVE',
    'enterprise-register': 'LIVE',
    'fixmystreet-incidents': 'LIVE',
    'irceline-hourly': 'LIVE',
    'urbis-municipalities': expect.stringMatching(/LIVE|CACHE/), // Four domains need the boundaries.
    'villo-stations': 'LIVE',
  };
  expect(servedFrom(live)).toEqual(everyone);
  for (const source of live.extensions?.sources ?? []) {
    expect(source).toMatchObject({
      state: ANSWERS,
      retryAfter: null,
      retrievedAt: expect.stringMatching(/Z$/),
    });
  }
  const paths = Object.fromEntries(live.extensions?.sources?.map(({ dataset, paths }) => [dataset, paths]) ?? []);
  expect(paths).toMatchObject(
    process.env.GATEWAY_ENGINE === 'apollo' // Which does not say where a subgraph's answer stands.
      ? { 'villo-stations': [], 'irceline-hourly': [] }
      : {
          'villo-stations': ['municipalities.bikeStations'],
          'irceline-hourly': ['municipalities.airQuality'],
          'enterprise-register': ['municipalities.enterprises', 'municipalities.enterprises.nodes'],
          'urbis-municipalities': expect.arrayContaining(['municipalities.name', 'municipalities.bikeStations']),
        },
  );
  const bikes = live.extensions?.sources?.find(({ dataset }) => dataset === 'villo-stations');
  expect(Date.parse(String(bikes?.observedAt))).toBeGreaterThan(Date.now() - 3_600_000);

  const kept = Object.fromEntries(Object.keys(everyone).map((dataset) => [dataset, 'CACHE']));
  const again = await city.ask(MunicipalityTodayDocument);
  expect(servedFrom(again)).toEqual({ ...kept, 'enterprise-register': 'LIVE' });

  // Another instance asks nobody either, but the register, of which nothing is kept.
  await closeDoors();
  city.resetCounts();
  expect(servedFrom(await city.ask(MunicipalityTodayDocument))).toEqual({ ...kept, 'enterprise-register': 'LIVE' });
  expect(city.allRequests()).toBe(city.requests('enterprise-register'));
});

it('has no sources where nobody was asked', async () => {
  const { extensions } = await city.ask('{ municipalities { nisCode } datasets { id } }');
  expect(extensions).not.toHaveProperty('sources');
});

it('tells how sources stand, and how they did', async () => {
  await city.ask('{ bikeCounters(first: 1) { id } }');
  const { data, errors } = await city.ask<{ sourceStatus: Status[] }>(STATUS);
  expect(errors).toBeUndefined();
  const [figures, bikes] = data.sourceStatus;
  expect(figures).toMatchObject({ dataset: { id: 'nbb-series' }, state: null, health: null });
  expect(bikes).toMatchObject({ state: ANSWERS, retryAfter: null });
  expect(bikes?.health?.asked).toBe(2);
  expect(bikes?.health).toMatchObject({ availability: 1, errorShare: 0, p50: expect.any(Number) });
  expect(
    (await city.ask('{ datasets(ids: ["brussels-mobility-bike-counts"]) { staleFor status { state } } }')).data,
  ).toEqual({
    datasets: [{ staleFor: 3_600, status: { state: ANSWERS } }],
  });
});

it('does not know a dataset that there is not', async () => {
  const { data, errors } = await city.ask('{ sourceStatus(ids: ["nothing"]) { state } }');
  expect(data).toEqual({ sourceStatus: [null] });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNKNOWN_ID', id: 'nothing' });
});

it('says what a failing source took, and what an old answer stands for, in the names of the question', async () => {
  await city.fail('nbb-series', '500');
  await city.fail('fixmystreet-incidents', 'html');
  const { errors, extensions } = await city.ask(
    '{ figures: regionalSeries { title { value } } here: municipalities(nisCodes: ["21001"]) { mess: incidents { id } } }',
  );
  const failed = extensions?.sources?.filter(({ state }) => !['OK', 'SLOW'].includes(String(state)));
  expect(failed).toMatchObject([{ dataset: 'nbb-series', state: 'DOWN', servedFrom: null, paths: ['figures'] }]);
  // Reports that are kept still stand in for a site that sends a page of maintenance.
  expect(errors?.every(({ extensions: { dataset } }) => dataset === 'nbb-series')).toBe(true);
  const { data } = await city.ask<{ sourceStatus: Status[] }>(STATUS);
  expect(data.sourceStatus[0]).toMatchObject({ state: 'DOWN', since: expect.stringMatching(/Z$/) });
  expect(data.sourceStatus[0]?.health?.errorShare).toBeGreaterThan(0);
});

it('says of a source whose clock is wrong that it is suspect, also where it only answers', async () => {
  await city.fail('bolt-vehicles', 'clock:86400');
  await city.fail('dott-vehicles', 'clock:-259200');
  await city.ask('{ sharedVehicles(first: 1) { location { lat } } }');
  const { data } = await city.ask<{ sourceStatus: Status[] }>(
    '{ sourceStatus(ids: ["bolt-vehicles", "dott-vehicles"]) { state } }',
  );
  expect(data.sourceStatus).toEqual([{ state: 'SUSPECT' }, { state: 'SUSPECT' }]);
});
