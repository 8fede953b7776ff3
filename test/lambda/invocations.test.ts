import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Lane, startLane } from './support/lane.ts';

const QUESTION = '{ municipalities(nisCodes: ["21009"]) { name { fr } bikeStations { id } } }';
const PROBE = join(import.meta.dirname, 'support', 'probe.handler');

let lane: Lane;
beforeAll(async () => {
  lane = await startLane();
  // The emulated administrations start, too.
  await lane.ask(QUESTION);
}, 60_000);
afterAll(() => lane.close());
beforeEach(() => lane.sandbox.resetCounts());

const inits = () => ['gateway', 'governance', 'mobility'].map((name) => lane.subgraph(name).inits());
const outputs = () =>
  ['gateway', 'governance', 'mobility'].flatMap((name) =>
    lane
      .subgraph(name)
      .environments()
      .map(({ output }) => output()),
  );

// On a busy machine a cold start may take longer than the gateway waits.
it('answers a federated question from a cold start, over signed calls', { retry: 3 }, async () => {
  for (const name of ['gateway', 'governance', 'mobility']) await lane.subgraph(name).configure({});
  const before = inits();
  const { data, errors } = await lane.ask(QUESTION);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ municipalities: [{ name: { fr: 'Ixelles' }, bikeStations: expect.any(Array) }] });
  expect(inits()).toEqual(before.map((count) => count + 1));
  expect(lane.front.refusals()).toEqual([]);
});

it('answers the next questions from the same processes, over the same connections', async () => {
  await lane.ask(QUESTION);
  const [started, connected] = [inits(), lane.front.connections()];
  for (let i = 0; i < 3; i++) expect((await lane.ask(QUESTION)).errors).toBeUndefined();
  expect(inits()).toEqual(started);
  expect(lane.front.connections()).toBe(connected);
});

it('plans what was not known when it was built: its planner came along', async () => {
  const alias = `unforeseen${Date.now()}`;
  const { data, errors } = await lane.ask(`{ ${alias}: municipalities(nisCodes: ["21009"]) { name { nl } } }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ [alias]: [{ name: { nl: 'Elsene' } }] });
});

/** Lines that are neither a request's nor metrics alone. */
const besidesRequests = (output: string): readonly string[] =>
  output.split('\n').filter((line) => line !== '' && !/^\{"_aws":|"level":"info","message":"request"/.test(line));

it('has written nothing that a reader of its log would have to look into', () => {
  expect(outputs().flatMap(besidesRequests)).toEqual([]);
});

it.each(['end', 'reset'] as const)(
  'answers although its connections were lost (%s) while it stood still',
  async (how) => {
    await lane.ask(QUESTION);
    const connected = lane.front.connections();
    lane.front.drop(how);
    const { data, errors } = await lane.ask(QUESTION);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ municipalities: [{ name: { fr: 'Ixelles' } }] });
    expect(lane.front.connections()).toBeGreaterThan(connected);
  },
);

it('gives each of several questions at once a process of its own, and refuses one more than there may be', async () => {
  await lane.gateway.configure({ concurrency: 2 });
  const before = lane.gateway.inits();
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => lane.ask('{ __typename }')));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: { type: 'Throttled' } });
  expect(lane.gateway.inits()).toBe(before + 2);
  await lane.gateway.configure({ concurrency: 3 });
});

it('knows of each invocation its id, its function, its time and its trace', async () => {
  await lane.gateway.configure({ handler: PROBE, timeout: 9_000 });
  const told: { invocations: number; requestId: string; remaining: number; trace: string; functionName: string }[] = [];
  for (const traceId of ['Root=1-5759e988-bd862e3fe1be46a994272793', 'Root=1-5759e988-bd862e3fe1be46a994272794']) {
    const { headers } = await lane.ask('{ __typename }', { traceId });
    told.push(JSON.parse(headers['x-told'] ?? 'null'));
  }
  expect(told.map(({ invocations }) => invocations)).toEqual([1, 2]);
  expect(told.map(({ trace }) => trace.slice(-1))).toEqual(['3', '4']);
  expect(new Set(told.map(({ requestId }) => requestId)).size).toBe(2);
  for (const { requestId, remaining, functionName } of told) {
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    expect(functionName).toBe('gateway');
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(9_000);
  }
  await lane.gateway.configure({ handler: 'index.handler', timeout: 15_000 });
});

it('ends when it is told to, with nothing on its mind and nothing to say', async () => {
  await lane.ask(QUESTION);
  const [environment] = lane.gateway.environments();
  const ended = await environment?.end('SIGTERM');
  expect(['SIGTERM', 0]).toContain(ended);
  expect(besidesRequests(environment?.output() ?? 'no environment')).toEqual([]);
  expect((await lane.ask(QUESTION)).errors).toBeUndefined();
});
