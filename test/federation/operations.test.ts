import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, repeated, startCity } from '../../bench/operations/city.ts';
import { clientOperations } from '../../tooling/client-operations.ts';
import { missingIn } from '../support/asked-for.ts';

/**
 * Calls to subgraphs that each operation takes, step by step: what a step asks waits for the one before. For root fields
 * a call has the subgraph's name alone, for entities also their type. One more is a regression.
 */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'air-report': [['environment']],
  // Which municipality a point lies in, only governance knows; what grows there, environment.
  'around-an-address': [['economy', 'environment', 'governance'], ['environment Municipality']],
  catalogue: [['governance']],
  'city-map': [['economy', 'environment', 'governance', 'mobility']],
  'datasets-shown': [['governance']],
  'day-compared': [['environment', 'mobility']],
  'departure-board': [['mobility']],
  'disruptions-now': [['mobility'], ['governance Municipality']],
  'enterprises-page': [['economy', 'governance']],
  'line-now': [['mobility'], ['governance Municipality']],
  'map-air': [['environment']],
  'map-bikes': [['mobility']],
  'map-incidents': [['governance']],
  'map-permits': [['governance']],
  'map-road-events': [['mobility']],
  'map-stops': [['mobility']],
  'map-traffic': [['mobility']],
  'municipalities-compared': [
    ['governance'],
    ['economy', 'environment', 'living', 'mobility', 'people'].map((domain) => `${domain} Municipality`),
    ['governance Municipality'],
  ],
  'municipality-air': [['environment']],
  'municipality-page': [['economy', 'environment', 'governance', 'mobility']],
  'municipality-then': [['economy', 'environment', 'governance', 'living', 'mobility', 'people']],
  'municipality-today': [['economy', 'environment', 'governance', 'mobility']],
  'near-me': [['environment', 'mobility']],
  'next-departures': [['environment', 'mobility']],
  participation: [['governance']],
  projects: [['governance']],
  // Governance puts together what the others have computed.
  'quality-of-life': [
    ['governance'],
    ['economy', 'environment', 'living', 'mobility', 'people'].map((domain) => `${domain} Municipality`),
    ['governance Municipality'],
  ],
  'region-indicators': [['economy', 'environment', 'governance', 'living', 'mobility', 'people']],
  'region-map': [['governance']],
  'regional-statistics': [['economy']],
  'search-places': [['economy', 'governance', 'mobility'], ['governance Municipality']],
  'source-status': [['governance']],
  'sources-page': [['governance']],
};

/** What there may be none of: messages, disruptions, targets, a venue of that name; and nobody was asked before. */
const NONE: Readonly<Record<string, readonly string[]>> = {
  'departure-board': ['stops.departures.message', 'stops.disruptions'],
  // Of the stations that this municipality's air comes from, none measures these.
  'municipality-air': ['ozone', 'pm25'].map((pollutant) => `municipalities.airQuality.stations.${pollutant}`),
  'municipality-then': ['economy', 'governance', 'mobility'].map((domain) => `municipalities.${domain}Indicators`),
  'next-departures': ['location.nextDepartures.message'],
  'region-indicators': ['mobility', 'governance', 'people', 'living'].map(
    (area) => `${area}Indicators.indicator.target`,
  ),
  'search-places': ['places.venues'],
  'source-status': ['sourceStatus.health'],
  'sources-page': ['administrations.datasets.status.health'],
};

/** What is said beside an answer that is complete: some sources keep no history. */
const SAID: Readonly<Record<string, readonly string[]>> = { 'municipality-then': ['HISTORY_NOT_KEPT'] };

const codesIn = ({ answer }: Asked): readonly unknown[] => [
  ...new Set((answer.errors ?? []).map(({ extensions }) => extensions.code)),
];

/** Tables that their owners keep, of which nothing is kept here: each call to a subgraph asks them anew. */
const NEVER_KEPT = ['enterprise-register', 'project-portfolio'];

const stepsOf = ({ calls }: Asked): readonly (readonly string[])[] =>
  [...Map.groupBy(calls, ({ step }) => step).values()].map((step) =>
    step.map(({ subgraph, entities }) => [subgraph, ...entities.map(({ type }) => type)].join(' ')),
  );

/** Pins hold for our engine; Apollo's fetches entities of one subgraph in more calls. */
const isOurs = process.env.GATEWAY_ENGINE !== 'apollo';

let city: Awaited<ReturnType<typeof startCity>>;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());

it('has an expectation of each', () => {
  expect(clientOperations().map(({ id }) => id)).toEqual(Object.keys(CALLS));
});

describe.each(clientOperations())('$id', (operation) => {
  let cold: Asked;
  let warm: Asked;
  beforeAll(async () => {
    await city.forget();
    cold = await city.ask(operation);
    warm = await city.ask(operation);
  });

  it('is answered without errors, by sources that all answer, with everything that it asks for', () => {
    const { answer } = cold;
    expect(codesIn(cold)).toEqual(SAID[operation.id] ?? []);
    expect(missingIn(operation.text, answer.data)).toEqual(NONE[operation.id] ?? []);
    // On a busy machine a source is slow; it answers all the same.
    const failed = answer.extensions?.sources?.filter(
      ({ state, servedFrom }) => !['OK', 'SLOW'].includes(state) || !servedFrom,
    );
    expect(failed ?? []).toEqual([]);
  });

  it.runIf(isOurs)('takes as many calls to subgraphs as it must', () => {
    expect(stepsOf(cold)).toEqual(CALLS[operation.id]);
    expect(stepsOf(warm)).toEqual(CALLS[operation.id]);
  });

  it.runIf(isOurs)('asks each feed and page once', () => {
    expect(repeated(cold.requests)).toEqual([]);
  });

  it('asks nobody again while the answers are fresh, but who keeps a table', () => {
    expect(codesIn(warm)).toEqual(SAID[operation.id] ?? []);
    expect(missingIn(operation.text, warm.answer.data)).toEqual(NONE[operation.id] ?? []);
    expect(warm.requests.filter(({ dataset }) => !NEVER_KEPT.includes(dataset))).toEqual([]);
  });
});
