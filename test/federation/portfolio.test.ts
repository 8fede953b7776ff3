import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secret } from '../../kernel/env.ts';
import { readKeys } from '../../kernel/keys.ts';
import { SANDBOX_KEYS } from '../../sandbox/clients.ts';
import { snapshotOf } from '../../tooling/audit/table.ts';
import { verify } from '../../tooling/audit/verify.ts';
import { type City, startCity } from '../support/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city.close());
beforeEach(() => city.resetCounts());

const OFFICE = { 'x-api-key': SANDBOX_KEYS['smart-city-office'] };
const STEP = `mutation ($version: Int!, $status: ProjectStatus!, $key: ID!) {
  changeProjectStatus(id: "one-tree-register", version: $version, status: $status, idempotencyKey: $key) {
    version status municipalities { nisCode } indicators { id }
  }
}`;
const CREATE = `mutation ($input: CreateProjectInput!, $key: ID!) {
  createProject(input: $input, idempotencyKey: $key) {
    id version status municipalities { nisCode name { nl } bikeStations(first: 1) { id } } partners { administration { id } }
  }
}`;
const READ = '{ projects(ids: ["one-tree-register"]) { version status history { status } } }';
const START = { version: 2, status: 'RUNNING', key: 'trees-are-running' };

const snapshot = () => snapshotOf(process.env.TRAIL_TABLE ?? '', process.env.TRAIL_DYNAMODB_URL ?? null);
const post = (body: object, headers: Record<string, string> = OFFICE) =>
  fetch(`${city.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const codes = ({ errors = [] }: Awaited<ReturnType<City['ask']>>) => errors.map(({ extensions }) => extensions.code);

describe('whoever has not the scope', () => {
  it.each([
    ['anybody', {}, 401, 'UNAUTHENTICATED'],
    ['a client without it', { 'x-api-key': SANDBOX_KEYS['open-data-app'] }, 403, 'FORBIDDEN'],
    ['a client that says of itself who it is', { 'x-caller': 'e30', 'x-account': 'x' }, 401, 'UNAUTHENTICATED'],
  ])('is refused before anybody is asked: %s', async (_, headers: Record<string, string>, status, code) => {
    const answer = await city.ask(STEP, { variables: START, headers });
    expect(answer.status).toBe(status);
    expect(answer.data).toBeUndefined();
    expect(codes(answer)).toEqual([code]);
    expect(city.calls('governance')).toBe(0);
  });

  it('may not hide a change in a fragment', async () => {
    const query = `mutation { __typename ...F } fragment F on Mutation {
      a: changeProjectStatus(id: "drop-zones", version: 2, status: RUNNING, idempotencyKey: "in-a-fragment") { version }
    }`;
    expect((await city.ask(query)).status).toBe(401);
    expect(city.calls('governance')).toBe(0);
  });
});

describe('whoever has it', () => {
  it('changes a project, and everybody reads it at once', async () => {
    const { status, data, errors } = await city.ask(STEP, { variables: START, headers: OFFICE });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toEqual({
      changeProjectStatus: {
        version: 3,
        status: 'RUNNING',
        municipalities: [],
        indicators: [{ id: 'managed-trees' }],
      },
    });
    expect((await city.ask(READ)).data).toEqual({
      projects: [
        { version: 3, status: 'RUNNING', history: ['IDEA', 'PLANNED', 'RUNNING'].map((step) => ({ status: step })) },
      ],
    });
  });

  it('is given the same when it asks again, and the version when somebody else was faster', async () => {
    const again = await city.ask(STEP, { variables: START, headers: OFFICE });
    expect(again.errors).toBeUndefined();
    expect(again.data).toMatchObject({ changeProjectStatus: { version: 3, status: 'RUNNING' } });
    const late = await city.ask(STEP, {
      variables: { ...START, status: 'PAUSED', key: 'pause-trees' },
      headers: OFFICE,
    });
    expect(late.data).toEqual({ changeProjectStatus: null });
    expect(late.errors).toMatchObject([
      {
        path: ['changeProjectStatus'],
        extensions: { code: 'CONFLICT', retryable: false, id: 'one-tree-register', version: 3 },
      },
    ]);
    expect((await city.ask(READ)).data).toMatchObject({ projects: [{ version: 3, status: 'RUNNING' }] });
  });

  it('adds a project, and is told what other domains know of its places', async () => {
    const input = {
      id: 'shade-for-squares',
      title: { fr: 'De l’ombre', nl: 'Schaduw' },
      pillar: { fr: 'Durabilité' },
      actionArea: 'ENVIRONMENT',
      municipalities: ['21009'],
      partners: [{ name: { fr: 'Paradigm' }, kind: 'ADMINISTRATION', level: 'REGIONAL', administration: 'paradigm' }],
    };
    const { data, errors } = await city.ask(CREATE, { variables: { input, key: 'add-shade-1' }, headers: OFFICE });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createProject: {
        id: 'shade-for-squares',
        version: 1,
        status: 'IDEA',
        municipalities: [{ nisCode: '21009', name: { nl: 'Elsene' }, bikeStations: [{ id: expect.any(String) }] }],
        partners: [{ administration: { id: 'paradigm' } }],
      },
    });
  });

  it('makes several changes in the order in which they stand', async () => {
    const step = (name: string, version: number, status: string): string =>
      `${name}: changeProjectStatus(id: "drop-zones", version: ${version}, status: ${status}, idempotencyKey: "drop-zones-${version}") { version status }`;
    const { data } = await city.ask(`mutation { ${step('a', 2, 'RUNNING')} ${step('b', 3, 'PAUSED')} }`, {
      headers: OFFICE,
    });
    expect(data).toEqual({ a: { version: 3, status: 'RUNNING' }, b: { version: 4, status: 'PAUSED' } });
  });

  it('leaves every attempt in the trail, which verifies', async () => {
    const { entries, ...rest } = await snapshot();
    expect(verify({ entries, ...rest }, readKeys(secret('TRAIL_KEYS'))).findings).toEqual([]);
    const intents = entries.filter(({ record }) => record === 'INTENT');
    for (const intent of intents)
      expect(intent).toMatchObject({ kind: 'WRITE', client: 'smart-city-office', dataset: 'project-portfolio' });
    expect(intents.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(entries)).not.toMatch(/shade-for-squares|Schaduw|trees-are-running/);
  });
});

describe('on the wire', () => {
  it('a change is kept by no cache', async () => {
    const response = await post({ query: STEP, variables: START });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ data: { changeProjectStatus: { version: 3 } } });
  });

  it('a change does not stand in an address', async () => {
    const search = new URLSearchParams({ query: STEP, variables: JSON.stringify({ ...START, key: 'over-get-1' }) });
    const response = await fetch(`${city.url}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': 'true', ...OFFICE },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(city.calls('governance')).toBe(0);
  });

  it('without the trail nothing is changed', async () => {
    await city.fail('trail', 'refuse');
    const answer = await city.ask(STEP, {
      variables: { version: 3, status: 'PAUSED', key: 'no-trail-1' },
      headers: OFFICE,
    });
    await city.fail('trail', null);
    expect(answer.data).toEqual({ changeProjectStatus: null });
    expect(codes(answer)).toEqual(['TRAIL_UNAVAILABLE']);
    expect(city.requests('project-portfolio')).toBe(0);
  });
});
