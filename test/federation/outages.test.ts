import { describe, expect, it } from 'vitest';
import { type City, cityForThisTest } from '../support/city.ts';

/** Each part of the question, and the dataset without which it is null. */
const PARTS: Readonly<Record<string, { readonly ask: string; readonly needs: string; readonly subgraph: string }>> = {
  name: { ask: 'name { value }', needs: 'urbis-municipalities', subgraph: 'governance' },
  incidents: { ask: 'incidents(first: 2) { id }', needs: 'fixmystreet-incidents', subgraph: 'governance' },
  bikeStations: { ask: 'bikeStations { id bikesAvailable }', needs: 'villo-stations', subgraph: 'mobility' },
  trafficCounters: { ask: 'trafficCounters { id }', needs: 'brussels-mobility-traffic', subgraph: 'mobility' },
  bikeCounters: { ask: 'bikeCounters { id }', needs: 'brussels-mobility-bike-counts', subgraph: 'mobility' },
  roadEvents: { ask: 'roadEvents { id }', needs: 'brussels-mobility-events', subgraph: 'mobility' },
  carParks: { ask: 'carParks { id }', needs: 'brussels-car-parks', subgraph: 'mobility' },
  airQuality: { ask: 'airQuality { basis no2 { value } }', needs: 'irceline-hourly', subgraph: 'environment' },
  permits: { ask: 'permits(first: 2) { id }', needs: 'nova-permits', subgraph: 'governance' },
  neighbourhoods: { ask: 'neighbourhoods { id }', needs: 'urbis-monitoring-districts', subgraph: 'governance' },
  projects: { ask: 'projects { id }', needs: 'project-portfolio', subgraph: 'governance' },
  venues: { ask: 'venues(first: 2) { id }', needs: 'brussels-venues', subgraph: 'economy' },
  enterprises: {
    ask: 'enterprises(first: 2) { nodes { name } }',
    needs: 'enterprise-register',
    subgraph: 'economy',
  },
};
const QUESTION = `{ municipalities { nisCode ${Object.values(PARTS)
  .map(({ ask }) => ask)
  .join(' ')} } }`;

type Rows = { municipalities: Record<string, unknown>[] };

/** The parts that are null for every municipality, and those that are null for some. */
function nulls({ municipalities }: Rows): { everywhere: string[]; somewhere: string[] } {
  const isNull = (part: string) => municipalities.filter((municipality) => municipality[part] === null).length;
  const parts = Object.keys(PARTS);
  return {
    everywhere: parts.filter((part) => isNull(part) === 19),
    somewhere: parts.filter((part) => isNull(part) > 0 && isNull(part) < 19),
  };
}

async function askWithout(city: City): Promise<{ answer: Awaited<ReturnType<typeof city.ask<Rows>>>; text: string }> {
  const answer = await city.ask<Rows>(QUESTION);
  // What publishers want to be shown with their data may hold an address of theirs.
  const text = JSON.stringify(answer, (name, value) => (name === 'attribution' ? undefined : value));
  return { answer, text };
}

it('answers all parts for all municipalities when everything works', async () => {
  const { answer } = await askWithout(await cityForThisTest());
  expect(answer.errors).toBeUndefined();
  expect(nulls(answer.data)).toEqual({ everywhere: [], somewhere: [] });
});

describe('with one administration refusing connections, everything else is complete', () => {
  it.each(Object.values(PARTS).map(({ needs }) => needs))('%s', async (dataset) => {
    const { answer, text } = await askWithout(await cityForThisTest({ faults: { [dataset]: 'refuse' } }));
    expect(answer.status).toBe(200);
    const lost = Object.keys(PARTS).filter((part) => PARTS[part]?.needs === dataset);
    expect(nulls(answer.data)).toEqual({ everywhere: lost, somewhere: [] });
    expect(answer.errors ?? []).toHaveLength(lost.length * 19);
    for (const { message, path, extensions } of answer.errors ?? []) {
      expect(extensions).toMatchObject({ code: 'SOURCE_UNAVAILABLE', dataset, retryable: true });
      expect(extensions.administration).toEqual(expect.any(String));
      expect(lost).toContain(path?.at(-1));
      expect(message).not.toBe('');
    }
    expect(text).not.toMatch(/https?:|127\.0\.0\.1|localhost|ECONNREFUSED|\bat \//);
  });
});

it('cuts off an administration that never answers', async () => {
  const { answer } = await askWithout(await cityForThisTest({ faults: { 'villo-stations': 'hang' } }));
  expect(nulls(answer.data).everywhere).toEqual(['bikeStations']);
  expect(answer.errors?.[0]?.extensions.code).toBe('SOURCE_TIMEOUT');
});

it('calls a server error an outage', async () => {
  const { answer } = await askWithout(await cityForThisTest({ faults: { 'irceline-hourly': '500' } }));
  expect(nulls(answer.data).everywhere).toEqual(['airQuality']);
  expect(answer.errors?.[0]?.extensions.code).toBe('SOURCE_UNAVAILABLE');
});

it('keeps the stops while their waiting times are down', async () => {
  const city = await cityForThisTest({ faults: { 'stib-waiting-times': 'refuse' } });
  const { data, errors } = await city.ask<{ stops: { id: string; departures: null }[] }>(
    '{ stops(ids: ["stib:8021", "stib:8041", "stib:8061"]) { id departures(first: 1) { line } } }',
  );
  expect(data.stops.map(({ departures }) => departures)).toEqual([null, null, null]);
  expect(errors?.map(({ extensions }) => extensions.dataset)).toEqual(Array(3).fill('stib-waiting-times'));
});

it('gives what the other operators tell when one of several is down, and names that one once', async () => {
  const city = await cityForThisTest({ faults: { 'stib-stops': 'refuse', 'bolt-vehicles': 'refuse' } });
  const { data, errors } = await city.ask<{ stops: { id: string }[]; sharedVehicles: { system: string }[] }>(
    '{ stops(first: 200) { id departures(first: 1) { line } } sharedVehicles(first: 50) { system } }',
  );
  expect(data.stops).toHaveLength(200);
  expect(data.stops.filter(({ id }) => id.startsWith('stib:'))).toEqual([]);
  expect(new Set(data.sharedVehicles.map(({ system }) => system))).toEqual(new Set(['dott']));
  expect(errors?.map(({ path, extensions }) => [path, extensions.dataset]).toSorted()).toEqual([
    [undefined, 'bolt-vehicles'],
    [undefined, 'stib-stops'],
  ]);
});

it('says that municipalities are found by label points while the boundaries are down', async () => {
  const city = await cityForThisTest({ faults: { 'urbis-municipalities': 'refuse' } });
  const { data, errors } = await city.ask<{ municipalities: { bikeStations: { municipalityBasis: string }[] }[] }>(
    '{ municipalities { bikeStations { municipalityBasis } } }',
  );
  expect(errors).toBeUndefined();
  const bases = data.municipalities.flatMap(({ bikeStations }) =>
    bikeStations.map(({ municipalityBasis }) => municipalityBasis),
  );
  expect(bases.length).toBeGreaterThan(300);
  expect(new Set(bases)).toEqual(new Set(['NEAREST_CENTRE']));
});

describe('with a whole domain gone, the other three answer by NIS code', () => {
  it.each([...new Set(Object.values(PARTS).map(({ subgraph }) => subgraph))])('%s', async (subgraph) => {
    const { answer, text } = await askWithout(await cityForThisTest({ without: [subgraph] }));
    expect(answer.status).toBe(200);
    expect(answer.data.municipalities.map(({ nisCode }) => nisCode)).toHaveLength(19);
    expect(answer.data.municipalities[8]?.nisCode).toBe('21009');
    const lost = Object.keys(PARTS).filter((part) => PARTS[part]?.subgraph === subgraph);
    expect(nulls(answer.data)).toEqual({ everywhere: lost, somewhere: [] });
    expect(answer.errors).toEqual([
      {
        message: `The ${subgraph} domain is out of order.`,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph, retryable: true },
      },
    ]);
    expect(text).not.toMatch(/https?:|127\.0\.0\.1|localhost/);
  });
});
