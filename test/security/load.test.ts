import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../gateway/policies/limits.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, cityForThisTest } from '../support/city.ts';

const BIKES = 'villo-stations';
const QUESTION = '{ bikeStations(first: 1) { id } }';

afterEach(() => {
  delete process.env.QUOTA_CLIENT;
});

const post = (city: City, query: string, headers: Record<string, string> = {}) =>
  fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

describe('a client that asks more than it may', () => {
  it('is sent away with 429 and Retry-After, and nobody else is', async () => {
    const city = await cityForThisTest({ quota: '60/60' });
    process.env.QUOTA_CLIENT = '60/60';
    const greedy = { 'x-api-key': SANDBOX_KEYS['open-data-app'] };
    const modest = { 'x-api-key': SANDBOX_KEYS['strict-app'] };
    const [many, others] = await Promise.all([
      Promise.all(Array.from({ length: 1_000 }, () => post(city, '{ __typename }', greedy))),
      Promise.all(Array.from({ length: 20 }, (_, i) => post(city, QUESTION, i % 2 ? modest : {}))),
    ]);
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
    const statuses = Map.groupBy(many, ({ status }) => status);
    expect([...statuses.keys()].toSorted()).toEqual([200, 429]);
    const answered = statuses.get(200)?.length ?? 0;
    expect(answered).toBeGreaterThanOrEqual(Math.min(60, LIMITS.operations / 10));
    expect(answered).toBeLessThan(70);
    for (const response of statuses.get(429) ?? []) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      const body = JSON.parse(await response.text());
      expect(body.errors[0].extensions).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryable: true });
    }
  });
});

/** Sends a question over a connection of its own, and reads nothing unless told so. */
function connection(city: City, query: string): Promise<Socket> {
  const { hostname, port } = new URL(city.url);
  const body = JSON.stringify({ query });
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.pause();
      const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
      socket.write(head + body);
      resolve(socket);
    });
    socket.on('error', () => {});
  });
}

it('readers who read nothing hold up nobody', async () => {
  const city = await cityForThisTest();
  const large = '{ municipalities { boundary } stops(first: 200) { id name { fr nl } location { lat lon } } }';
  await city.ask(large);
  const slow = await Promise.all(Array.from({ length: LIMITS.operations + 50 }, () => connection(city, large)));
  // Whoever has been answered counts no longer, whether the answer was read or not.
  await expect.poll(async () => (await post(city, QUESTION)).status, { timeout: 25_000, interval: 100 }).toBe(200);
  for (const socket of slow) socket.destroy();
});

describe('a client that goes before its answer is there', () => {
  const leave = (city: City): Promise<() => void> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(city.url);
      const headers = { 'content-type': 'application/json' };
      const sent = request({ hostname, port, path: '/graphql', method: 'POST', headers });
      sent.on('error', () => {});
      sent.end(JSON.stringify({ query: QUESTION }), () => resolve(() => sent.destroy()));
    });

  it('has the calls that were made for it ended, and costs the next one nothing', async () => {
    let open = 0;
    let ended = 0;
    const city = await cityForThisTest({
      isAlone: true,
      handlers: {
        mobility: (_, context) =>
          new Promise((resolve) => {
            open += 1;
            context?.onGone?.(() => {
              ended += 1;
              resolve({ statusCode: 200, body: '{"data":{"bikeStations":[]}}' });
            });
          }),
      },
    });
    const goes = await leave(city);
    await expect.poll(() => open).toBe(1);
    expect(ended).toBe(0);
    goes();
    await expect.poll(() => ended).toBe(1);
  });

  it('has the source that is asked for it left alone', async () => {
    const city = await cityForThisTest({ isAlone: true });
    await city.fail(BIKES, 'hang');
    const goes = await leave(city);
    await expect.poll(() => city.requests(BIKES)).toBeGreaterThan(0);
    goes();
    await city.fail(BIKES, null);
    const { data } = await city.ask(QUESTION);
    expect(data).toEqual({ bikeStations: [{ id: expect.stringContaining('villo:') }] });
  });

  it('a thousand times leaves nothing behind', async () => {
    const city = await cityForThisTest();
    const { ask } = attackerOf(() => city);
    await ask(QUESTION);
    for (let round = 0; round < 10; round++) {
      const going = await Promise.all(Array.from({ length: 100 }, () => leave(city)));
      for (const go of going) go();
    }
    await expect.poll(async () => (await ask(QUESTION)).status, { timeout: 10_000 }).toBe(200);
  });
});
