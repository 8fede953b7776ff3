import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../../test/support/command.ts';
import { compose } from '../composition.ts';
import { ROOT, subgraphFolders } from '../folders.ts';
import { askedBySubgraph, noLongerAnswered } from './asked.ts';
import { lostByClients } from './lost.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const stops = (fields: string, key = 'id') => ({
  name: 'transport',
  isRemote: false,
  sdl: `${LINK} type Query { stops(first: Int): [Stop] } type Stop @key(fields: "${key}") { id: ID! ${fields} }`,
});
const air = {
  name: 'air',
  isRemote: false,
  sdl: `${LINK} type Query { air: Int } type Stop @key(fields: "id") { id: ID! no2: Int }`,
};
const graphOf = (...parts: Parameters<typeof compose>[0]) => compose(parts).supergraphSdl;
const old = graphOf(stops('name: String code: String'), air);

it('lets a deployment go on that adds, and one that changes nothing', () => {
  expect(noLongerAnswered(old, old)).toEqual([]);
  expect(noLongerAnswered(old, graphOf(stops('name: String code: String line: String'), air))).toEqual([]);
});

it('names a field that the deployed gateway may still ask for', () => {
  expect(noLongerAnswered(old, graphOf(stops('name: String'), air))).toEqual(['transport: Stop.code was removed.']);
});

it('names a field that another subgraph has taken over, which the contract does not show', () => {
  const moved = { ...air, sdl: air.sdl.replace('no2: Int', 'no2: Int code: String') };
  expect(noLongerAnswered(old, graphOf(stops('name: String'), moved))).toEqual(['transport: Stop.code was removed.']);
});

it('names a key that is no longer taken, an argument that is gone, and a subgraph that is', () => {
  const other = graphOf(stops('name: String code: String!', 'code'), {
    ...air,
    sdl: air.sdl.replace('"id"', '"code"').replace('id: ID!', 'code: String!'),
  });
  expect(noLongerAnswered(old, other)).toContain('transport: Stop { id } is no key any more');
  const without = {
    ...stops('name: String code: String'),
    sdl: stops('name: String code: String').sdl.replace('(first: Int)', ''),
  };
  expect(noLongerAnswered(old, graphOf(without, air)).join()).toMatch(/transport: .*first.* was removed/);
  expect(noLongerAnswered(old, graphOf(stops('name: String code: String')))).toEqual([
    'air: there is no such subgraph any more',
  ]);
});

it('lets a field go that clients could no longer ask for', () => {
  const hidden = stops('name: String code: String @inaccessible');
  const sdl = hidden.sdl.replace('["@key"]', '["@key", "@inaccessible"]');
  expect(noLongerAnswered(graphOf({ ...hidden, sdl }, air), graphOf(stops('name: String'), air))).toEqual([]);
});

it('tells what clients lose, but for what was to go by now', () => {
  const api = (fields: string) => `type Query { stops(first: Int): Int ${fields} }`;
  const was = api('line: String @deprecated(reason: "Use `lines`. Until 2027-01-31.") code: String');
  expect(lostByClients(was, api(''), '2027-01-30')).toEqual(['Query.line was removed.', 'Query.code was removed.']);
  expect(lostByClients(was, api(''), '2027-01-31')).toEqual(['Query.code was removed.']);
  expect(lostByClients(was, was.replace('(first: Int)', ''), '2027-01-31').join()).toMatch(/first was removed/);
});

it('reads from the supergraph what each subgraph of ours answers', () => {
  const asked = askedBySubgraph(readFileSync(join(ROOT, 'gateway/supergraph.graphql'), 'utf8'));
  expect([...asked.keys()].toSorted()).toEqual(subgraphFolders().map(({ name }) => name));
  const mobility = asked.get('mobility')?.schema;
  expect(Object.keys(mobility?.getQueryType()?.getFields() ?? {})).toContain('bikeStations');
  expect(Object.keys(mobility?.getQueryType()?.getFields() ?? {})).not.toContain('airStations');
});

it('compares with a commit, and fails for one that there is not', async () => {
  const same = await runCommand('tooling/rollout/main.ts', ['--since', 'HEAD', '--json']);
  expect(same.code).toBe(0);
  expect(JSON.parse(same.output)).toEqual({ since: 'HEAD', subgraphs: [], clients: [] });
  expect((await runCommand('tooling/rollout/main.ts', ['--since', 'no-such-tag'])).code).toBe(1);
});
