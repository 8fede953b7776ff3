import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type Manner, TOKEN } from './library-service.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let logged = '';
beforeAll(async () => {
  world = await startWorld();
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    logged += text;
    return true;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
});
afterEach(() => {
  world.service.behave(null);
  vi.unstubAllEnvs();
  logged = '';
});

const QUESTION =
  '{ municipalities(nisCodes: ["21009"]) { nisCode name { fr } libraries { id seats } bikeStations(first: 1) { id } } all: libraries { id } }';

type Asked = Awaited<ReturnType<World['ask']>>;

/** That only the libraries are missing, that the errors say so and nothing of what their service said or where it is. */
function expectOutage({ data, errors = [], extensions }: Asked, code: string, state: string): void {
  expect(data).toEqual({
    municipalities: [
      {
        nisCode: '21009',
        name: { fr: 'Ixelles' },
        libraries: null,
        bikeStations: [{ id: expect.stringContaining('villo:') }],
      },
    ],
    all: null,
  });
  expect(errors).not.toEqual([]);
  for (const { extensions, path = ['all'] } of errors) {
    expect(path.filter((key) => typeof key === 'string').join('.')).toMatch(/^(all|municipalities\.libraries)$/);
    expect(extensions).toEqual({
      code,
      subgraph: 'libraries',
      administration: 'library-office',
      retryable: code !== 'SUBGRAPH_INVALID',
    });
  }
  const told = Object.fromEntries(extensions?.sources?.map((source) => [source.dataset, source.state]) ?? []);
  expect(told).toEqual({ libraries: state, 'urbis-municipalities': 'OK', 'villo-stations': 'OK' });
  const words = JSON.stringify(errors) + logged;
  expect(words).not.toContain(TOKEN);
  expect(words).not.toMatch(/https?:|127\.0\.0\.1|localhost|10\.0\.0|html|Error:|secret|at \w+ \(/);
}

const says =
  (body: object | string, status = 200): Manner =>
  (response) =>
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
const stack = 'Error: secret\n    at resolve (http://10.0.0.1/service.js:1:1)';

it.each<[string, string, string, Manner]>([
  ['sends a page', 'SUBGRAPH_INVALID', 'INVALID', says('<html>Maintenance at http://10.0.0.1</html>')],
  ['sends an error page', 'SUBGRAPH_UNAVAILABLE', 'DOWN', says('<html>http://10.0.0.1</html>', 503)],
  ['is throttled', 'SUBGRAPH_UNAVAILABLE', 'DOWN', says('{"message":"secret"}', 429)],
  ['hangs up', 'SUBGRAPH_UNAVAILABLE', 'DOWN', (response) => response.socket?.destroy()],
  [
    'fails in its own words and with a code of its own',
    'SUBGRAPH_UNAVAILABLE',
    'DOWN',
    says({ data: null, errors: [{ message: stack, extensions: { code: 'ETIMEDOUT', stacktrace: [stack] } }] }),
  ],
  [
    'fails with codes that are ours to give',
    'SUBGRAPH_UNAVAILABLE',
    'DOWN',
    says({
      data: null,
      errors: ['INTERNAL_SERVER_ERROR', 'SOURCE_TIMEOUT', 'COST_TOO_HIGH'].map((code) => ({
        message: stack,
        path: ['municipalities', 0, 'bikeStations'],
        extensions: { code, dataset: 'villo-stations', subgraph: 'mobility', field: stack, id: stack, retryAfter: 9 },
      })),
    }),
  ],
  [
    'does not know its own schema',
    'SUBGRAPH_INVALID',
    'INVALID',
    says({ errors: [{ message: stack, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }, 400),
  ],
  [
    'sends an enormous answer',
    'SUBGRAPH_UNAVAILABLE',
    'DOWN',
    (response) => {
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const write = (): unknown => !response.destroyed && response.write(chunk, () => setImmediate(write));
      write();
    },
  ],
])('a service that %s is an outage of its own fields', async (_, code, state, manner) => {
  world.service.behave(manner);
  expectOutage(await world.ask(QUESTION), code, state);
});

it('a dead service is an outage of its own fields', async () => {
  vi.stubEnv('SUBGRAPH_LIBRARIES_URL', 'http://127.0.0.1:1/graphql');
  expectOutage(await world.ask(QUESTION), 'SUBGRAPH_UNAVAILABLE', 'DOWN');
});

it('a service that hangs is an outage of its own fields', async () => {
  world.service.behave(() => {});
  expectOutage(await world.ask(QUESTION, { patience: 300 }), 'SUBGRAPH_TIMEOUT', 'DOWN');
});

it('a wrong token is an outage of its own fields, and so is none, which is not asked with', async () => {
  vi.stubEnv('SUBGRAPH_LIBRARIES_TOKEN', 'wrong');
  expectOutage(await world.ask(QUESTION), 'SUBGRAPH_UNAVAILABLE', 'DOWN');
  expect(logged).toContain('"status":401');
  world.service.seen.length = 0;
  for (const none of ['', 'two\nlines', 'a secret']) {
    vi.stubEnv('SUBGRAPH_LIBRARIES_TOKEN', none);
    expectOutage(await world.ask(QUESTION), 'SUBGRAPH_UNAVAILABLE', 'DOWN');
  }
  expect(world.service.seen).toEqual([]);
});

it('does not follow a redirect: the token goes to no other host', async () => {
  let requests = 0;
  const other = createServer((_, response) => {
    requests += 1;
    response.end('{"data":{"all":[],"_entities":[]}}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/graphql`;
  for (const status of [301, 302, 303, 307, 308]) {
    world.service.behave((response) => response.writeHead(status, { location }).end('{"data":{"all":[]}}'));
    expectOutage(await world.ask(QUESTION), 'SUBGRAPH_INVALID', 'INVALID');
  }
  expect(requests).toBe(0);
});

it('asks nobody without encryption who is not on this machine', async () => {
  vi.stubEnv('SUBGRAPH_LIBRARIES_URL', 'http://libraries.invalid/graphql');
  expectOutage(await world.ask(QUESTION), 'SUBGRAPH_UNAVAILABLE', 'DOWN');
  expect(logged).toContain('NOT_ENCRYPTED');
});
