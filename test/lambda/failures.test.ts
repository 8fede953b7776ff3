import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { KEYS, type Lane, startLane } from './support/lane.ts';
import { sendTo } from './support/send.ts';

const QUESTION = '{ municipalities(nisCodes: ["21009"]) { name { fr } bikeStations { id } } }';
/** Everything that is said of a station. */
const ALL = `fragment All on BikeStation { id name { fr nl de en } location { lat lon } bikesAvailable docksAvailable
  provenance { dataset { id } observedAt retrievedAt freshUntil freshness } }`;
const PROBE = join(import.meta.dirname, 'support', 'probe.handler');
const USUAL = { handler: 'index.handler', timeout: 15_000, concurrency: 3 };

let lane: Lane;
beforeAll(async () => {
  vi.stubEnv('GATEWAY_KEYS', KEYS);
  lane = await startLane({ isAlone: true });
  // The emulated administrations start, too.
  await lane.ask(QUESTION);
  await lane.subgraph('mobility').configure(USUAL);
}, 60_000);
afterAll(() => lane.close());
/** Has what is new do its work once: what is slow for the first time is not what is asked about. */
const warmUp = () => lane.ask('{ municipalities(nisCodes: ["21009"]) { name { fr } trafficCounters { id } } }');

/** Each test finds new processes, which know nothing. */
afterEach(async () => {
  await lane.sandbox.fail('villo-stations', null);
  await lane.gateway.configure({ ...USUAL, variables: lane.variables });
  await lane.subgraph('mobility').configure(USUAL);
});

const codes = ({ errors = [] }: Awaited<ReturnType<Lane['ask']>>) => errors.map(({ extensions }) => extensions.code);

it('answers in the time that the platform leaves the gateway, when a source hangs', async () => {
  await lane.sandbox.fail('villo-stations', 'hang');
  await lane.gateway.configure({ timeout: 3_000 });
  await warmUp();
  const answer = await lane.ask(QUESTION);
  expect(answer.data).toMatchObject({ municipalities: [{ name: { fr: 'Ixelles' }, bikeStations: null }] });
  expect(codes(answer)).toEqual([expect.stringMatching(/^(SOURCE|SUBGRAPH)_TIMEOUT$/)]);
});

it('answers in the time that the platform leaves a subgraph, when a source hangs', async () => {
  await lane.sandbox.fail('villo-stations', 'hang');
  await lane.subgraph('mobility').configure({ timeout: 3_000 });
  await warmUp();
  const answer = await lane.ask(QUESTION);
  expect(codes(answer)).toEqual(['SOURCE_TIMEOUT']);
});

it('says why it could not start, where the platform shows it, and starts once that is mended', async () => {
  await lane.gateway.configure({ variables: { ...lane.variables, LIMIT_DEPTH: 'deep' } });
  await expect(lane.ask(QUESTION)).rejects.toMatchObject({ type: 'TypeError' });
  const [environment] = lane.gateway.environments();
  expect(environment?.initError()).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'LIMIT_DEPTH takes a whole number',
  });
  await lane.gateway.configure({ variables: lane.variables });
  expect((await lane.ask(QUESTION)).errors).toBeUndefined();
});

it('starts anew after an invocation that the platform ended', async () => {
  await lane.gateway.configure({ handler: PROBE, timeout: 2_000 });
  await expect(lane.ask(QUESTION, { headers: { 'x-hang': 'yes' } })).rejects.toMatchObject({
    type: 'Sandbox.Timedout',
  });
  const before = lane.gateway.inits();
  expect((await lane.ask('{ __typename }')).status).toBe(200);
  expect(lane.gateway.inits()).toBe(before + 1);
});

it('loses one domain when its process dies in the middle, and has it back with the next question', async () => {
  await lane.sandbox.fail('villo-stations', 'hang');
  const before = lane.sandbox.requests('villo-stations').length;
  const asked = lane.ask(QUESTION);
  await expect.poll(() => lane.sandbox.requests('villo-stations').length, { timeout: 10_000 }).toBeGreaterThan(before);
  for (const { isGone, end } of lane.subgraph('mobility').environments()) if (!isGone()) await end('SIGKILL');
  const answer = await asked;
  expect(answer.data).toMatchObject({ municipalities: [{ name: { fr: 'Ixelles' }, bikeStations: null }] });
  expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  await lane.sandbox.fail('villo-stations', null);
  expect((await lane.ask(QUESTION)).errors).toBeUndefined();
});

it('names the domain that has no process left for a question, and answers the others', async () => {
  await lane.subgraph('mobility').configure({ concurrency: 0 });
  const answer = await lane.ask(QUESTION);
  expect(answer.data).toMatchObject({ municipalities: [{ name: { fr: 'Ixelles' }, bikeStations: null }] });
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'mobility', retryable: true } },
  ]);
});

it('refuses an answer that Lambda would not carry, by its code', async () => {
  await lane.subgraph('mobility').configure({ timeout: 60_000 });
  const stations = Array.from({ length: 60 }, (_, i) => `all${i}: bikeStations { ...All }`);
  const query = `{ municipalities { nisCode ${stations.join(' ')} } } ${ALL}`;
  const { status, body } = await sendTo(lane, { id: 'mobility', query });
  expect(status).toBe(400);
  expect(JSON.parse(body).errors[0].extensions).toEqual({ code: 'ANSWER_TOO_LARGE', retryable: false });
}, 60_000);

it('refuses an answer of the gateway that Lambda would not carry, whatever its limits allow', async () => {
  const wide = { LIMIT_ANSWER_BYTES: '100000000', LIMIT_COST: '10000000', LIMIT_SELECTIONS: '100000' };
  const often = { LIMIT_ALIASES: '1000', LIMIT_REPEATS: '10000', LIMIT_TOKENS: '10000' };
  await lane.gateway.configure({ timeout: 60_000, variables: { ...lane.variables, ...wide, ...often } });
  // Two subgraphs answer less than 6 MB each, and more together; what makes that long is what the client calls the fields.
  const long = (count: number, field: string) =>
    Array.from({ length: count }, (_, i) => `${'long'.repeat(60)}${i}: ${field}`).join(' ');
  const roots = Array.from({ length: 9 }, (_, i) => `root${i}: municipalities { ...Long }`).join(' ');
  const answer =
    await lane.ask(`{ ${roots} more: municipalities { qualityOfLife { indicators { ${long(30, 'value')} } } } }
    fragment Long on Municipality { ${long(100, 'nisCode')} }`);
  expect({ status: answer.status, errors: answer.errors }).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining('6 MB'), extensions: { code: 'ANSWER_TOO_LARGE' } }],
  });
}, 60_000);
