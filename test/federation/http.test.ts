import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${city.url}/graphql`, { method: 'POST', headers, body });

describe('a request that is no question is refused before any administration is asked', () => {
  it.each([
    ['malformed JSON', '{"query": "{ municipalities', 400],
    ['nothing', '', 400],
    ['a number', '7', 400],
    ['null', 'null', 400],
    ['an empty list', '[]', 400],
    ['a list of questions', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400],
    ['no query', '{}', 400],
    ['a syntax error', '{"query":"{ municipalities { "}', 400],
    ['a mutation that there is none of', '{"query":"mutation { municipalities { nisCode } }"}', 400],
    ['a subscription', '{"query":"subscription { municipalities { nisCode } }"}', 400],
    ['an operation that the document does not have', '{"query":"query A { __typename }","operationName":"B"}', 400],
    ['one of two operations, without saying which', '{"query":"query A { __typename } query B { __typename }"}', 400],
    ['an unknown field', '{"query":"{ municipalities { mayor } }"}', 400],
  ])('%s', async (_, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
    expect(city.allRequests()).toBe(0);
  });

  it('a path that is none', async () => {
    const { host } = new URL(city.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: host.split(':')[0], port: host.split(':')[1], path: '//' }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });

  it('a form, which a page of somebody else could send', async () => {
    const response = await post('query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(415);
  });

  it('an amount that no list gives, with the allowed range', async () => {
    const response = await post(
      '{"query":"{ municipalities(nisCodes: [21009]) { bikeStations(first: 1000) { id } } }"}',
    );
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('between 0 and 200'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

it('answers a question over GET', async () => {
  const query = encodeURIComponent('{ municipalities(nisCodes: ["21001"]) { nisCode } }');
  const response = await fetch(`${city.url}/graphql?query=${query}`, {
    headers: { 'content-type': 'application/json' },
  });
  expect(await response.json()).toMatchObject({ data: { municipalities: [{ nisCode: '21001' }] } });
});

it('answers introspection without asking anybody', async () => {
  const response = await post('{"query":"{ __schema { queryType { name } } }"}');
  expect(await response.json()).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
  expect(city.allRequests()).toBe(0);
});

it('tells what it is to a person who opens it', async () => {
  expect(await (await fetch(city.url)).text()).toContain('/graphql');
  expect(await (await fetch(`${city.url}/health`)).json()).toEqual({ status: 'ok' });
  const contract = await (await fetch(`${city.url}/schema.graphql`)).text();
  expect(contract).toContain('type Municipality');
  expect(contract).not.toContain('join__');
});

it('gives answers that depend on the reader a Vary header', async () => {
  const response = await post('{"query":"{ municipalities { name { value } } }"}');
  expect(response.headers.get('vary')).toMatch(/accept-language/i);
});
