import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../../sandbox/clients.ts';
import { TOKEN } from './library-service.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.service.seen.length = 0;
  world.sentToOurs.length = 0;
});

const isApollo = process.env.GATEWAY_ENGINE === 'apollo';

it('joins what somebody else knows with our domains by NIS code, in one operation', async () => {
  const { data, errors } = await world.ask(`{
    municipalities(nisCodes: ["21009", "21001"]) {
      name { fr }
      libraries { id name { nl } seats }
      bikeStations(first: 1) { id }
      airQuality { basis }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    municipalities: [
      {
        name: { fr: 'Ixelles' },
        libraries: [
          { id: 'etang', name: { nl: 'Vijverbibliotheek' }, seats: null },
          { id: 'parc', name: { nl: 'Parkbibliotheek' }, seats: 12 },
        ],
        bikeStations: [{ id: expect.stringContaining('villo:') }],
        airQuality: { basis: expect.any(String) },
      },
      expect.objectContaining({ name: { fr: 'Anderlecht' }, libraries: [] }),
    ],
  });
  expect(world.service.seen).toHaveLength(1);
});

it('leads from what somebody else knows into our domains, and back', async () => {
  const { data, errors } = await world.ask(
    '{ libraries(ids: ["parc"]) { id municipality { nisCode name { fr } bikeStations(first: 1) { id } libraries { id } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    libraries: [
      {
        id: 'parc',
        municipality: {
          nisCode: '21009',
          name: { fr: 'Ixelles' },
          bikeStations: [{ id: expect.stringContaining('villo:') }],
          libraries: [{ id: 'etang' }, { id: 'parc' }],
        },
      },
    ],
  });
});

it('is a source of its own, under the terms that are declared for it', async () => {
  const { extensions } = await world.ask(
    '{ all: libraries { id } municipalities(nisCodes: ["21009"]) { libraries { id } } }',
  );
  expect(extensions?.sources).toEqual([
    {
      dataset: 'libraries',
      administration: 'library-office',
      licence: 'CC-BY-4.0',
      attribution: 'Library office',
      state: 'OK',
      servedFrom: 'LIVE',
      observedAt: null,
      retrievedAt: expect.stringMatching(/Z$/),
      since: null,
      retryAfter: null,
      paths: isApollo ? [] : ['all', 'municipalities.libraries'],
    },
  ]);
  expect(extensions?.attribution).toEqual(['Library office']);
});

it('is sent the language, its own token and the time that is left, and nothing else of the client', async () => {
  const headers = {
    'accept-language': 'nl',
    'x-api-key': SANDBOX_KEYS['open-data-app'],
    cookie: 'session=1',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'x-forwarded-for': '192.0.2.1',
  };
  const { data } = await world.ask('{ libraries(ids: ["parc"]) { name { value } municipality { name { value } } } }', {
    headers,
  });
  expect(data).toEqual({
    libraries: [{ name: { value: 'Parkbibliotheek' }, municipality: { name: { value: 'Elsene' } } }],
  });
  const [sent] = world.service.seen;
  expect(Object.keys(sent ?? {}).toSorted()).toEqual([
    'accept',
    'accept-language',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
    'x-deadline-ms',
  ]);
  expect(sent).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'accept-language': 'nl' });
  expect(sent?.['user-agent']).toMatch(/^BrusselsCityGraph/);
});

it('shows its token to nobody else, in no answer and in no log', async () => {
  const answer = await world.ask(
    '{ libraries { municipality { name { value } bikeStations(first: 1) { id } airQuality { basis } enterprises(first: 1) { nodes { name } } } } }',
  );
  expect(answer.data).toMatchObject({ libraries: [{ municipality: { name: { value: expect.any(String) } } }, {}, {}] });
  expect(world.sentToOurs).toHaveLength(4);
  expect(JSON.stringify([world.sentToOurs, answer])).not.toContain(TOKEN);
  expect(world.sentToOurs.some(({ authorization }) => authorization !== undefined)).toBe(false);
});

it('may not know what it is asked for: its place is null, and so is what hangs on it', async () => {
  const { data, errors } = await world.ask('{ libraries(ids: ["nowhere", "parc"]) { id } }');
  expect(data).toEqual({ libraries: [null, { id: 'parc' }] });
  expect(errors).toBeUndefined();
});
