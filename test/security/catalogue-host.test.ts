import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
afterEach(() => {
  vi.unstubAllEnvs();
});

/** `fetch` lets nobody choose the host that a request names. */
function get(headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(city.url);
    request({ hostname, port, path: '/catalogue', headers }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, text });
    })
      .on('error', reject)
      .end();
  });
}

const HOSTILE = [
  'evil.example',
  'localhost.evil.example',
  'evil.example:80',
  'localhost@evil.example',
  'evil.example#localhost',
  'localhost/evil',
  'localhost:80@evil.example',
  'localhost:99999',
  'localhost:evil',
  'localhost, evil.example',
  '"><script>evil</script>',
];

describe('a host that is none of ours gets into no address of the catalogue, and nobody is asked', () => {
  it.each(HOSTILE)('%s', async (host) => {
    const { status, headers, text } = await get({ host });
    expect({ status, body: JSON.parse(text) }).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST', retryable: false } }] },
    });
    expect(text).not.toMatch(/evil|99999/);
    expect(headers['cache-control']).toBe('no-store');
    expect(city.calls('governance')).toBe(0);
  });
});

describe('what a client claims of a proxy changes nothing', () => {
  it.each([
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'javascript' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-port': '666' },
    { forwarded: 'host=evil.example;proto=https' },
    { 'x-original-host': 'evil.example', 'x-http-method-override': 'DELETE' },
  ])('%o', async (claims) => {
    const host = new URL(city.url).host;
    expect(await get({ host, ...claims })).toMatchObject({ status: 200, text: (await get({ host })).text });
  });
});

it('has the address that the deployment is set to, whatever the host', async () => {
  vi.stubEnv('PUBLIC_URL', 'https://api.example.org/city/');
  const { status, text } = await get({ host: 'evil.example' });
  expect(status).toBe(200);
  expect(text).toContain('"https://api.example.org/city/catalogue#villo-stations"');
  expect(text).not.toMatch(/evil|localhost/);
});

it('lets a client put no question of its own in the place of the catalogue', async () => {
  const { host } = new URL(city.url);
  const address = `${city.url}/catalogue?query={bikeStations{id}}`;
  const response = await fetch(address, { headers: { accept: 'application/geo+json' } });
  expect(await response.text()).toBe((await get({ host })).text);
  const body = JSON.stringify({ query: '{ bikeStations { id } }' });
  const posted = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(posted.status).toBe(405);
  expect(city.calls('mobility')).toBe(0);
});
