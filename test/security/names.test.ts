import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LambdaHandler } from '../../kernel/lambda.ts';
import { handler as mobility } from '../../subgraphs/mobility/handler.ts';
import { attackerOf } from '../support/attacker.ts';
import { type City, startCity } from '../support/city.ts';

/** What the mobility domain's answers are changed to on their way to the gateway. */
let change: (body: string) => string = (body) => body;
const meddled: LambdaHandler = async (event, context) => {
  const answer = await mobility(event, context);
  return { ...answer, body: change(answer.body ?? '') };
};

let city: City;
beforeAll(async () => {
  city = await startCity({ handlers: { mobility: meddled } });
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());
const inherited = (): string[] => Object.getOwnPropertyNames(Object.prototype).toSorted();
const BEFORE = inherited();
afterEach(() => {
  change = (body) => body;
  expect(inherited()).toEqual(BEFORE);
  expect({}).not.toHaveProperty('polluted');
});

const { send, ask, expectRefused } = attackerOf(() => city);

/** What every object of JavaScript knows, and what looks like a part of it. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'then', 'toJSON', '__typename_'];

describe.each(NAMES)('%s', (name) => {
  it.skipIf(name.startsWith('__') && name !== '__proto__')('is an alias like any other', async () => {
    const { status, text } = await ask(`{ ${name}: municipalities(nisCodes: ["21009"]) { ${name}: nisCode } }`);
    expect(status).toBe(200);
    expect(text).toContain(`{"${name}":[{"${name}":"21009"}]}`);
  });

  it('is a variable like any other', async () => {
    const body = `{"query":"query($${name}: [ID!]) { municipalities(nisCodes: $${name}) { nisCode } }","variables":{"${name}":["21009"]}}`;
    const { status, text } = await send(body);
    expect([200, 400]).toContain(status);
    expect(text).toMatch(/"nisCode":"21009"|"code":"(?:BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)"/);
  });

  it('is a fragment and an operation like any other', async () => {
    const query = `query ${name} { ...${name} } fragment ${name} on Query { municipalities(nisCodes: ["21009"]) { nisCode } }`;
    const { status, text } = await send(JSON.stringify({ query, operationName: name }));
    expect([status, text.includes('"nisCode":"21009"')]).toEqual([200, true]);
  });

  it('is no argument, field, type, directive, enum value or part of an input', async () => {
    for (const query of [
      `{ municipalities(${name}: 1) { nisCode } }`,
      `{ municipalities { ${name} } }`,
      `{ municipalities { ... on ${name} { nisCode } } }`,
      `{ municipalities { nisCode @${name} } }`,
      `{ projects(area: ${name}) { id } }`,
      `{ location(at: { lat: 50.8, lon: 4.3, ${name}: 1 }) { lat } }`,
    ])
      await expectRefused(await ask(query), 'GRAPHQL_VALIDATION_FAILED');
    const variables = `{"at":{"lat":50.8467,"lon":4.3525,"${name}":{"polluted":1}}}`;
    const query = 'query($at: PointInput!) { location(at: $at) { lat } }';
    await expectRefused(await send(`{"query":"${query}","variables":${variables}}`), 'BAD_USER_INPUT');
  });

  it('in the body, the variables or the extensions of a request changes nothing', async () => {
    const query = '{ municipalities(nisCodes: [\\"21009\\"]) { nisCode } }';
    const polluted = `"${name}":{"polluted":true,"isAdmin":true}`;
    const body = `{"query":"${query}","variables":{${polluted}},"extensions":{${polluted}},${polluted}}`;
    const { status, text } = await send(body);
    expect([status, text.includes('"nisCode":"21009"')]).toEqual([200, true]);
  });
});

/** The same answer with a key more in every object of it. */
const withKey = (name: string) => (body: string) =>
  body.replaceAll('{', `{"${name}":{"polluted":1},`).replaceAll(',}', '}');

describe('as a key in every object of an answer', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])("of a subgraph's: %s", async (name) => {
    const query = '{ bikeStations(first: 2) { id name { value } location { lat } } airStations(first: 1) { id } }';
    const { data } = await city.ask(query);
    change = withKey(name);
    const { data: same, errors } = await city.ask(query);
    expect(same).toEqual(data);
    expect(errors).toBeUndefined();
  });

  it("of a subgraph's entities: __proto__", async () => {
    const query = '{ neighbourhoods(first: 1) { id municipality { nisCode bikeStations(first: 1) { id } } } }';
    const { data } = await city.ask(query);
    change = withKey('__proto__');
    expect((await city.ask(query)).data).toEqual(data);
  });
});
