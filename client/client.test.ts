import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SANDBOX_KEYS } from '../sandbox/clients.ts';
import { type City, cityForThisTest, startCity } from '../test/support/city.ts';
import { ROOT } from '../tooling/folders.ts';
import {
  MunicipalityTodayDocument,
  type MunicipalityTodayQuery,
  type MunicipalityTodayQueryVariables,
} from './__generated__/operations.ts';
import * as operations from './__generated__/texts.ts';
import {
  type ClientOptions,
  createClient,
  isStale,
  type Operation,
  outages,
  sources,
  type TypedText,
} from './index.ts';

const { MunicipalityToday, NearMe, NextDepartures } = operations;
const samples: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(join(ROOT, 'client/operations/variables.json'), 'utf8'),
);

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => new Date('2026-11-23T07:30:00Z') });
});
afterAll(() => city.close());

/** A client of a city, and what it sent. */
function clientOf({ url }: City, options: Partial<ClientOptions> = {}) {
  const sent: Request[] = [];
  const spy: typeof fetch = (input, init) => {
    sent.push(new Request(input, init));
    return fetch(input, init);
  };
  return { sent, ...createClient({ url: `${url}/graphql`, fetch: spy, ...options }) };
}

describe('every operation of the package', () => {
  const all: readonly Operation<unknown, never>[] = Object.values(operations);
  it.each(all)('$name is answered by its hash alone', async (operation) => {
    const client = clientOf(city, { trusted: 'only' });
    const variables: never = (samples[operation.name] ?? {}) as never;
    const { errors, data, status } = await client.request(operation, variables);
    // A source may take too long on a busy machine, or keep no history of that day: the question itself is not refused.
    const refused = errors.filter(({ extensions }) => /^(PERSISTED|POSITION|GRAPHQL|BAD)_/.test(extensions.code));
    expect(refused).toEqual([]);
    expect([status, data === null]).toEqual([200, false]);
    expect(client.sent.map(({ method }) => method)).toEqual([operation.isOpen ? 'GET' : 'POST']);
  });
});

it('never has a place in an address', async () => {
  const { sent, request } = clientOf(city);
  await request(NearMe, { at: { lat: 50.8466, lon: 4.3528 } });
  await request(NextDepartures, { lat: 50.8466, lon: 4.3528 });
  await request('query Own($at: PointInput!) { location(at: $at) { municipality { nisCode } } }', {
    at: { lat: 50.8466, lon: 4.3528 },
  });
  expect(sent.map(({ method, url }) => [method, new URL(url).search])).toEqual(Array(3).fill(['POST', '']));
});

it('asks by POST when the address would be too long', async () => {
  const { sent, request } = clientOf(city);
  const { data } = await request(MunicipalityToday, { nisCodes: Array(140).fill('21009') });
  expect(data?.municipalities).toHaveLength(140);
  expect(sent.map(({ method }) => method)).toEqual(['POST']);
});

it('gives texts in the language that it was made with, or of one request', async () => {
  const { request } = clientOf(city, { language: 'nl' });
  const named = async (language?: string) => {
    const { data } = await request(MunicipalityToday, { nisCodes: ['21009'] }, { language });
    return data?.municipalities[0]?.name?.value;
  };
  expect([await named(), await named('fr')]).toEqual(['Elsene', 'Ixelles']);
});

it('sends the text to a gateway that does not know the hash', async () => {
  const { sent, request } = clientOf(city);
  const stranger = { ...MunicipalityToday, hash: '0'.repeat(64) };
  const { data, errors } = await request(stranger, { nisCodes: ['21009'] });
  expect([errors, data?.municipalities.length]).toEqual([[], 1]);
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

it('is a trusted client with a key that allows hashes only', async () => {
  const { request } = clientOf(city, { key: SANDBOX_KEYS['trusted-app'], trusted: 'only' });
  expect((await request(MunicipalityToday, { nisCodes: ['21009'] })).data?.municipalities).toHaveLength(1);
  await expect(request('{ municipalities { nisCode } }')).rejects.toThrow('only hashes are sent');
});

it('asks with the documents of code generators: parsed ones, strings, strings with a hash', async () => {
  const { sent, request } = clientOf(city, { print });
  expect((await request(MunicipalityTodayDocument, { nisCodes: ['21009'] })).data?.municipalities).toHaveLength(1);
  const text = Object.assign(new String(MunicipalityToday.text), { __meta__: { hash: MunicipalityToday.hash } });
  const typed: TypedText<MunicipalityTodayQuery, MunicipalityTodayQueryVariables> = text;
  expect((await request(typed, { nisCodes: ['21009'] })).data?.municipalities).toHaveLength(1);
  expect((await request('{ municipalities(nisCodes: ["21009"]) { nisCode } }')).data).toHaveProperty('municipalities');
  const bodies = await Promise.all(sent.map((each) => each.text()));
  expect(bodies.map((body) => /^\{"(\w+)"/.exec(body)?.[1])).toEqual(['query', 'documentId', 'query']);
  await expect(clientOf(city).request(MunicipalityTodayDocument, { nisCodes: [] })).rejects.toThrow('print');
});

it('tells what was refused by a code of the catalogue, and what is left of the quota', async () => {
  const { request } = clientOf(city, { key: SANDBOX_KEYS['open-data-app'] });
  const { status, data, errors } = await request('{ nothing }');
  expect([status, data, errors[0]?.extensions.code]).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED']);
  const { quota } = await request('{ municipalities { nisCode } }');
  expect(quota).toEqual({
    limit: expect.any(Number),
    remaining: expect.any(Number),
    resetSeconds: expect.any(Number),
  });
});

it('takes a token from a function for each request, and never a key beside it', async () => {
  const token = vi.fn(async () => 'none');
  const { sent, request } = clientOf(city, { token });
  const { errors } = await request(MunicipalityToday, { nisCodes: ['21009'] });
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer none');
  expect(() => createClient({ url: city.url, key: 'a', token: 'b' })).toThrow('not both');
});

describe('an outage', () => {
  it('is told by dataset, with the fields that lack it, and the rest is complete', async () => {
    const broken = await cityForThisTest({ faults: { 'villo-stations': 'refuse' } });
    const { request } = clientOf(broken);
    const answer = await request(MunicipalityToday, { nisCodes: ['21009'] });
    expect(outages(answer)).toEqual([
      {
        dataset: 'villo-stations',
        administration: 'jcdecaux',
        domain: null,
        state: 'DOWN',
        code: 'SOURCE_UNAVAILABLE',
        since: expect.stringMatching(/Z$/),
        retryable: true,
        retryAfter: null,
        paths: ['municipalities.bikeStations'],
        isBridged: false,
      },
    ]);
    expect(answer.data?.municipalities[0]?.airQuality).not.toBeNull();
    expect(sources(answer).length).toBeGreaterThan(3);
  });

  it('of a whole domain is told by its name', async () => {
    const broken = await cityForThisTest({ without: ['mobility'] });
    const { request } = clientOf(broken);
    const told = outages(await request(MunicipalityToday, { nisCodes: ['21009'] }));
    expect(told).toMatchObject([{ domain: 'mobility', dataset: null, state: 'DOWN', retryable: true }]);
  });

  it('that an older answer bridges leaves stale values, and no error', async () => {
    let now = new Date('2026-11-23T07:30:00Z');
    const bridged = await cityForThisTest({ now: () => now });
    const { request } = clientOf(bridged);
    const text = '{ municipalities(nisCodes: ["21009"]) { bikeStations { provenance { freshness } } } }';
    type Bikes = { municipalities: { bikeStations: { provenance: { freshness: 'FRESH' | 'STALE' } }[] }[] };
    const ask = () => request<Bikes, Record<string, never>>(text);
    expect((await ask()).data?.municipalities[0]?.bikeStations.some(isStale)).toBe(false);
    await bridged.fail('villo-stations', '500');
    now = new Date('2026-11-23T07:33:00Z');
    const answer = await ask();
    expect(answer.errors).toEqual([]);
    expect(answer.data?.municipalities[0]?.bikeStations.every(isStale)).toBe(true);
    expect(outages(answer)).toMatchObject([{ dataset: 'villo-stations', isBridged: true, code: null }]);
  });
});
