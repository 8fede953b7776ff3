import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../sandbox/clients.ts';
import { ownSubgraphNames, ROOT } from '../tooling/folders.ts';
import { type City, startCity } from './support/city.ts';

/** What a subgraph of somebody else tells of itself is theirs. */
const ours = ownSubgraphNames().map((name) => `subgraphs/${name}/README.md`);
const pages = ['README.md', ...globSync(['docs/*.md', 'client/README.md', ...ours], { cwd: ROOT })].toSorted();

const keys: Readonly<Record<string, string>> = SANDBOX_KEYS;

interface Shown {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The operations that a page shows; what is a piece of a schema is none. One that only a client may ask names it
 * (```graphql as smart-city-office), and a block of JSON right below one is its variables.
 */
function operationsIn(page: string): readonly Shown[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/```graphql(?: as ([\w-]+)| [\w/.]+)?\n(.*?)```(?:\n\n```json\n(.*?)```)?/gs)]
    .map(([, client = '', query = '', json = '{}']) => ({
      query,
      variables: JSON.parse(json),
      headers: Object.hasOwn(keys, client) ? { 'x-api-key': keys[client] ?? '' } : {},
    }))
    .filter(({ query }) => parse(query).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION));
}

let city: City;
beforeAll(async () => {
  city = await startCity({ now: () => new Date('2026-11-23T07:30:00Z') });
});
afterAll(() => city.close());

describe.each(pages.filter((page) => operationsIn(page).length > 0))('%s', (page) => {
  it.each(operationsIn(page))('shows a question that is answered: $query', async ({ query, ...how }) => {
    const { status, data, errors } = await city.ask(query, how);
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).not.toBeNull();
  });
});

it('leads to no page that is not there', () => {
  const dead = pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    return [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => globSync(join(page, '..', target), { cwd: ROOT }).length === 0)
      .map((target) => `${page} -> ${target}`);
  });
  expect(dead).toEqual([]);
});

it('names no test that is not there', () => {
  const text = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8');
  const named = [...text.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  // One name for several, such as `{shape,volume}.test.ts`.
  const each = named.flatMap((path) => {
    const [, before = '', list = path, after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
    return list.split(',').map((part) => before + part + after);
  });
  expect(each.filter((path) => globSync(path, { cwd: ROOT }).length === 0)).toEqual([]);
});
