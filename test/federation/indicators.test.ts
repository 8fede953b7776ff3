import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeDoors } from '../../kernel/http.ts';
import { type City, startCity } from '../support/city.ts';

const NOW = new Date('2026-03-02T10:00:00+01:00');
const AREAS = ['ECONOMY', 'GOVERNANCE', 'ENVIRONMENT', 'MOBILITY', 'PEOPLE', 'LIVING'] as const;
const VALUE = `indicator { id actionArea unit perMunicipality title { value(lang: NL) } definition { value(lang: EN) } } area value period sampleSize quality
  inputs { dataset { id licence } observedAt retrievedAt freshness }`;
const REGION = `{ ${AREAS.map((area) => `${area.toLowerCase()}: ${area.toLowerCase()}Indicators { ${VALUE} }`).join(' ')} }`;

interface Value {
  readonly indicator: {
    readonly id: string;
    readonly actionArea: string;
    readonly perMunicipality: boolean;
    readonly definition: { readonly value: string };
  };
  readonly area: string;
  readonly value: number | null;
  readonly period: string | null;
  readonly inputs: readonly { readonly dataset: { readonly id: string; readonly licence: string } }[];
}
type ByArea = Record<string, (Value | null)[]>;

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => NOW, isAlone: true });
});
afterAll(() => city.close());
beforeEach(async () => {
  await closeDoors();
  city.resetCounts();
});

it('computes every indicator of the region live, each by its own domain, with the origin of all that went in', async () => {
  await city.ask('{ bikeStations { id } }'); // Sources that nobody asked have no availability.
  const { data, errors } = await city.ask<ByArea>(REGION);
  expect(errors).toBeUndefined();
  const all = Object.values(data).flat();
  expect(all.length).toBeGreaterThanOrEqual(25);
  for (const area of AREAS) expect(data[area.toLowerCase()]?.length, area).toBeGreaterThanOrEqual(4);
  for (const value of all) {
    expect(value?.area).toBe('BE10');
    expect(value?.value, value?.indicator.id).toEqual(expect.any(Number));
    const isOfGraph = value?.indicator.definition.value.includes('Computed from this graph itself') ?? false;
    expect(value?.inputs.length === 0, value?.indicator.id).toBe(isOfGraph);
  }
});

it('takes nothing share-alike into any of them', async () => {
  const { data } = await city.ask<ByArea>(REGION);
  const licences = Object.values(data).flatMap((values) => values.flatMap((value) => value?.inputs ?? []));
  expect(licences.filter(({ dataset }) => /ODbL|-SA/.test(dataset.licence))).toEqual([]);
});

it('lists the definitions, of one action area or of all, in four languages, each with a source of its method', async () => {
  const { data, errors } = await city.ask<{
    all: { id: string; title: Record<string, string>; definition: Record<string, string>; frameworks: string[] }[];
    asked: { id: string }[];
    people: { actionArea: string }[];
  }>(
    `{ all: indicators { id title { fr nl de en } definition { fr nl de en } frameworks direction target { value setBy } }
       asked: indicators(ids: ["population", "congestion"]) { id }
       people: indicators(area: PEOPLE) { actionArea } }`,
  );
  expect(errors).toBeUndefined();
  for (const { id, title, definition, frameworks } of data.all) {
    expect(Object.values(title).every(Boolean), id).toBe(true);
    expect(Object.values(definition).every(Boolean), id).toBe(true);
    expect(frameworks.join(), id).toMatch(/ISO 3712\d|U4SSC|IBSA|Smart City Wheel|Interoperable Europe/);
  }
  expect(data.all.map(({ id }) => id)).toEqual(data.all.map(({ id }) => id).toSorted());
  expect(new Set(data.all.map(({ id }) => id)).size).toBe(data.all.length);
  expect(data.asked).toEqual([{ id: 'population' }, { id: 'congestion' }]);
  expect(new Set(data.people.map(({ actionArea }) => actionArea))).toEqual(new Set(['PEOPLE']));
});

it('combines what each domain computes per municipality, with its inputs, in one answer for all 19', async () => {
  const { data, errors } = await city.ask<{
    municipalities: { nisCode: string; qualityOfLife: { actionArea: string; indicators: Value[] }[] }[];
  }>(`{ municipalities { nisCode qualityOfLife { actionArea indicators { ${VALUE} } } } }`);
  expect(errors).toBeUndefined();
  for (const { nisCode, qualityOfLife } of data.municipalities) {
    const areas = qualityOfLife.map(({ actionArea }) => actionArea);
    expect(areas).toEqual([...AREAS]);
    for (const { area, indicator } of qualityOfLife.flatMap(({ indicators }) => indicators)) {
      expect(area).toBe(nisCode);
      expect(indicator.perMunicipality).toBe(true);
    }
  }
  // Each feed once, however many municipalities and domains.
  for (const dataset of ['statbel-population', 'irceline-belaqi', 'brussels-mobility-events', 'decidim-participation'])
    expect(city.requests(dataset), dataset).toBeLessThanOrEqual(1);
  expect(city.requests('urbis-municipalities')).toBeLessThanOrEqual(1);
});

it('is complete but for the domain that is down, and for the source that is down', async () => {
  await city.fail('villo-stations', 'refuse');
  const { data, errors } = await city.ask<{
    municipalities: { good: { actionArea: string; indicators: Value[] }[] }[];
  }>(`{ municipalities(nisCodes: ["21009"]) { good: qualityOfLife { actionArea indicators { ${VALUE} } } } }`);
  await city.fail('villo-stations', null);
  const mobility = data.municipalities[0]?.good.find(({ actionArea }) => actionArea === 'MOBILITY');
  expect(mobility?.indicators.map(({ indicator }) => indicator.id)).not.toContain('bike-stations-usable');
  expect(mobility?.indicators.map(({ indicator }) => indicator.id)).toContain('congestion');
  expect(errors).toMatchObject([
    // Apollo's engine shows where the value was asked for on the way.
    {
      path: process.env.GATEWAY_ENGINE === 'apollo' ? expect.any(Array) : ['municipalities', 0, 'good'],
      extensions: { code: 'SOURCE_UNAVAILABLE', dataset: 'villo-stations' },
    },
  ]);
});

it('counts nothing in a municipality of which a source does not know, and says so in the definition', async () => {
  const { data, errors } = await city.ask<{
    municipalities: Record<string, Value[]>[];
  }>(
    `{ municipalities(nisCodes: ["21004", "21009"]) { ${['economy', 'living', 'environment']
      .map((domain) => `${domain}Indicators { value sampleSize indicator { id definition { value(lang: EN) } } }`)
      .join(' ')} } }`,
  );
  expect(errors).toBeUndefined();
  const [brussels, ixelles] = data.municipalities.map(
    (one) =>
      new Map(
        Object.values(one)
          .flat()
          .map((value) => [value.indicator.id, value]),
      ),
  );
  for (const id of ['places-to-go-to', 'cultural-venues', 'managed-trees']) {
    expect(brussels?.get(id)?.value, id).toBeGreaterThan(0);
    expect(ixelles?.get(id), id).toMatchObject({
      value: null,
      indicator: { definition: { value: expect.stringContaining('only the City of Brussels') } },
    });
  }
  expect(ixelles?.get('speed-cameras')?.value).toBeGreaterThan(0);
});

it('has no density of vehicles while one of their operators does not answer', async () => {
  await city.fail('dott-vehicles', 'refuse');
  const { data, errors } = await city.ask<ByArea>(`{ mobilityIndicators { ${VALUE} } }`);
  await city.fail('dott-vehicles', null);
  const [lost, ...others] = [...(data.mobilityIndicators ?? [])].toSorted(
    (a, b) => Number(a !== null) - Number(b !== null),
  );
  expect([lost, others.includes(null)]).toEqual([null, false]);
  expect(errors).toContainEqual(
    expect.objectContaining({
      path: ['mobilityIndicators', 1],
      extensions: expect.objectContaining({ code: 'SOURCE_UNAVAILABLE', dataset: 'dott-vehicles' }),
    }),
  );
});

it('says of a moment that is still to come that it cannot be asked about', async () => {
  const { data, errors } = await city.ask(
    '{ peopleIndicators(asOf: "2027-01-01T00:00:00Z") { value } population(asOf: "2027-01-01T00:00:00Z") { value } municipalities(nisCodes: ["21009"]) { income(asOf: "2027-01-01T00:00:00Z") { value } } }',
  );
  expect(data).toMatchObject({ population: null, municipalities: [{ income: null }] });
  expect(new Set(errors?.map(({ extensions, message }) => `${extensions.code} ${message}`))).toEqual(
    new Set(['BAD_USER_INPUT "asOf" must not be in the future; leave it out to ask about now.']),
  );
});

it.each(['2026-02-30T00:00:00Z', '2026-03-02T24:00:00Z', '0000-01-01T00:00:00+01:00'])(
  'refuses %s, which is no moment',
  async (asOf) => {
    const question = 'query ($asOf: DateTime) { population(asOf: $asOf) { value } }';
    const { status, errors } = await city.ask(question, { variables: { asOf } });
    expect({ status, errors }).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  },
);

it('gives the year that is asked where a source keeps it, and says of each other one that it keeps none', async () => {
  const { data, errors } = await city.ask<{
    people: (Value | null)[];
    air: (Value | null)[];
    governance: (Value | null)[];
    year: (Value | null)[];
    mobility: null[];
  }>(
    `{ people: peopleIndicators(asOf: "2020-06-01T00:00:00Z") { ${VALUE} }
       air: environmentIndicators(asOf: "2026-03-01T08:30:00Z") { ${VALUE} }
       year: environmentIndicators(asOf: "2019-06-01T00:00:00Z") { ${VALUE} }
       governance: governanceIndicators(asOf: "2026-02-28T23:30:00Z") { ${VALUE} }
       mobility: mobilityIndicators(asOf: "2020-06-01T00:00:00Z") { ${VALUE} } }`,
  );
  expect(data.people.map((value) => value?.period)).toEqual(Array(data.people.length).fill('2020'));
  expect(data.air.find((value) => value?.indicator.id === 'no2-current')).toMatchObject({
    value: expect.any(Number),
    period: '2026-03-01T08Z',
    inputs: [{ dataset: { id: 'irceline-hourly' }, observedAt: '2026-03-01T09:00:00.000Z' }],
  });
  expect(data.governance.find((value) => value !== null)).toMatchObject({
    indicator: { id: 'participation-processes' },
    period: '2026-03-01',
  });
  expect(data.year.find((value) => value?.indicator.id === 'no2-annual')).toMatchObject({
    value: expect.any(Number),
    period: '2019',
    inputs: [{ dataset: { id: 'irceline-annual' }, observedAt: '2020-01-01T00:00:00.000Z' }],
  });
  expect(data.mobility.every((value) => value === null)).toBe(true);
  const codes = new Set(errors?.map(({ extensions }) => extensions.code));
  expect(codes).toEqual(new Set(['HISTORY_NOT_KEPT']));
});

it('knows every indicator that a project should move', async () => {
  const { data, errors } = await city.ask<{ projects: { id: string; indicators: ({ id: string } | null)[] }[] }>(
    '{ projects(first: 200) { id indicators { id } } }',
  );
  expect(errors).toBeUndefined();
  for (const { id, indicators } of data.projects) expect(indicators, id).not.toContain(null);
  const moved = await city.ask<{ indicators: { id: string; projects: { id: string }[] }[] }>(
    '{ indicators(ids: ["congestion"]) { projects { id } } }',
  );
  expect(moved.data.indicators[0]?.projects.length).toBeGreaterThan(0);
});
