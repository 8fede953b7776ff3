import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.service.behave(null));

const isApollo = process.env.GATEWAY_ENGINE === 'apollo';

/** Has the service change what it would have said; of an object the keys, at every level. */
function lie(change: (key: string, value: unknown) => unknown, more: object = {}): void {
  world.service.behave(async (response, answer) => {
    response.end(JSON.stringify({ ...JSON.parse(await answer(), (key, value) => change(key, value)), ...more }));
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

it('what does not fit the schema is null and SUBGRAPH_INVALID, and the rest is complete', async () => {
  lie((key, value) => (key === 'seats' ? 'many' : value));
  const { data, errors } = await world.ask(
    '{ municipalities(nisCodes: ["21004"]) { libraries { id seats } bikeStations(first: 1) { id } } }',
  );
  expect(data).toEqual({
    municipalities: [
      { libraries: [{ id: 'chapelle', seats: null }], bikeStations: [{ id: expect.stringContaining('villo:') }] },
    ],
  });
  if (isApollo) return; // Which nulls it and says nothing.
  expect(errors).toMatchObject([
    { path: ['municipalities', 0, 'libraries', 0, 'seats'], extensions: { code: 'SUBGRAPH_INVALID' } },
  ]);
});

it('speaks for none of our fields: what it was not asked for is not there', async () => {
  const ours = { nisCode: '21001', name: { fr: 'Ailleurs' }, bikeStations: [], __typename: 'Dataset' };
  lie((_, value) => (isObject(value) && 'libraries' in value ? { ...value, ...ours } : value));
  const { data, errors } = await world.ask(
    '{ municipalities(nisCodes: ["21004"]) { nisCode name { fr } bikeStations(first: 1) { id } libraries { id } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    municipalities: [
      {
        nisCode: '21004',
        name: { fr: 'Bruxelles' },
        bikeStations: [{ id: expect.stringContaining('villo:') }],
        libraries: [{ id: 'chapelle' }],
      },
    ],
  });
});

it('speaks for none of our sources, neither beside its data nor in its errors', async () => {
  const villo = {
    dataset: 'villo-stations',
    administration: 'jcdecaux',
    state: 'DOWN',
    attribution: 'See http://10.0.0.1',
  };
  lie((_, value) => value, {
    extensions: {
      sources: [villo, { ...villo, dataset: 'libraries', licence: 'none' }],
      cost: { requests: 1_000_000 },
    },
    errors: [
      {
        message: 'Villo! stations could not be reached.',
        path: ['municipalities', 0, 'bikeStations'],
        extensions: { code: 'SOURCE_UNAVAILABLE', retryAfter: 900, ...villo },
      },
    ],
  });
  const { data, errors, extensions } = await world.ask(
    '{ municipalities(nisCodes: ["21004"]) { libraries { id } bikeStations(first: 1) { id } } }',
  );
  expect(data).toMatchObject({ municipalities: [{ libraries: [{ id: 'chapelle' }], bikeStations: [{}] }] });
  expect(errors).toEqual([
    {
      message: 'The libraries domain is out of order.',
      extensions: {
        code: 'SUBGRAPH_UNAVAILABLE',
        subgraph: 'libraries',
        administration: 'library-office',
        retryable: true,
      },
    },
  ]);
  expect(extensions?.sources).toMatchObject([
    { dataset: 'libraries', state: 'DOWN', servedFrom: 'LIVE', licence: 'CC-BY-4.0', attribution: 'Library office' },
    { dataset: 'urbis-municipalities', state: 'OK' },
    { dataset: 'villo-stations', state: 'OK' },
  ]);
  expect(JSON.stringify(extensions)).not.toMatch(/10\.0\.0\.1|1000000/);
});

it('may say that an id is unknown, where it was asked for it, in our words', async () => {
  lie((_, value) => value, {
    errors: [
      {
        message: 'no http://10.0.0.1/nowhere',
        path: ['libraries', 0, 'secret'],
        extensions: { code: 'UNKNOWN_ID', id: 'x' },
      },
    ],
  });
  const { errors } = await world.ask('{ libraries(ids: ["nowhere"]) { id } }');
  expect(errors).toEqual([
    {
      message: 'Something that was asked of the libraries domain does not exist.',
      path: ['libraries', 0],
      extensions: {
        code: 'UNKNOWN_ID',
        subgraph: 'libraries',
        administration: 'library-office',
        retryable: false,
      },
    },
  ]);
});

it.each([
  ['an object', { nisCode: { $ne: '' } }, 'UNKNOWN_ID'],
  ['an object that is no text', { nisCode: { toString: 1 } }, 'UNKNOWN_ID'],
  ['no municipality of the region', { nisCode: '99999' }, 'UNKNOWN_ID'],
])('a key that is %s harms nothing but what hangs on it', async (_, key, code) => {
  lie((_, value) => (isObject(value) && value.nisCode === '21004' ? { ...value, ...key } : value));
  const { data, errors } = await world.ask(
    '{ libraries { id municipality { bikeStations(first: 1) { id } } } bikeStations(first: 1) { id } }',
  );
  expect(data).toMatchObject({
    libraries: [
      { id: 'chapelle', municipality: { bikeStations: null } },
      { id: 'etang', municipality: { bikeStations: [{ id: expect.stringContaining('villo:') }] } },
      { id: 'parc' },
    ],
    bikeStations: [{}],
  });
  expect(errors).toMatchObject([
    { path: ['libraries', 0, 'municipality'], extensions: { code, subgraph: 'mobility' } },
  ]);
});

it.each([
  ['more objects than we take', `[${'{"id":"1"},'.repeat(30_000)}null]`],
  ['lists in lists in lists', '['.repeat(5_000) + ']'.repeat(5_000)],
  ['objects in objects for a text', `[{"id":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}]`],
])('an answer of %s is an outage of its own fields', async (_, libraries) => {
  world.service.behave((response) => response.end(`{"data":{"libraries":${libraries}}}`));
  const { data, errors } = await world.ask('{ libraries { id } bikeStations(first: 1) { id } }');
  expect(data).toEqual({ libraries: null, bikeStations: [{ id: expect.stringContaining('villo:') }] });
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_INVALID', subgraph: 'libraries' } }]);
});
