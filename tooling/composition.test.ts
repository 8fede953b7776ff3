import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { compose, type Part, partOf } from './composition.ts';
import { subgraphFolders } from './folders.ts';

const own = subgraphFolders()
  .filter(({ isRemote }) => !isRemote)
  .map(partOf);
const alone = compose(own);

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@inaccessible", "@override", "@cost", "@listSize"])`;
const guest = (sdl: string): Part => ({ name: 'reading-rooms', sdl: `${LINK}\n${sdl}`, isRemote: true });
const composeWith = (sdl: string) => compose([...own, guest(sdl)]);

const QUERY = 'type Query { rooms: [Room] } type Room @key(fields: "id") { id: ID! }';

it('lets a subgraph of somebody else add types, roots and fields of shared entities', () => {
  const { apiSdl, supergraphSdl } = composeWith(`${QUERY}
    type Municipality @key(fields: "nisCode") { nisCode: ID! rooms: [Room!] }
    type GeoPoint @shareable { lat: Float! lon: Float! }`);
  const schema = buildSchema(apiSdl);
  const [municipality, query] = [schema.getType('Municipality'), schema.getQueryType()];
  expect(isObjectType(municipality) && Object.keys(municipality.getFields())).toEqual(
    expect.arrayContaining(['rooms', 'name', 'bikeStations']),
  );
  expect(Object.keys(query?.getFields() ?? {})).toEqual(expect.arrayContaining(['rooms', 'municipalities']));
  expect(supergraphSdl).toContain('"subgraph://reading-rooms"');
  expect(buildSchema(alone.apiSdl).getType('Room')).toBeUndefined();
});

const DATASET = 'type Dataset @key(fields: "id") @shareable { id: ID! licence: String! }';
it.each([
  [
    'answer a root of ours',
    'type Query { municipalities(nisCodes: [ID!]): [Municipality]! @shareable } type Municipality @key(fields: "nisCode") { nisCode: ID! }',
    'reading-rooms answers Query.municipalities, which another domain answers',
  ],
  [
    'answer a field of an entity of ours',
    `${QUERY} ${DATASET}`,
    'reading-rooms answers Dataset.licence, which another domain answers',
  ],
  [
    'take a field over',
    `${QUERY} type Dataset @key(fields: "id") { id: ID! @shareable staleFor: Int! @override(from: "governance") }`,
    'reading-rooms takes Dataset.staleFor from another domain (@override)',
  ],
  ['change anything in the world', `${QUERY} type Mutation { build: Int }`, 'reading-rooms has a Mutation'],
  [
    'null our data with an outage of its own',
    `${QUERY} type Municipality @key(fields: "nisCode") { nisCode: ID! rooms: [Room!]! }`,
    'reading-rooms must let Municipality.rooms be null',
  ],
  [
    'null the whole answer with an outage of its own',
    'type Query { count: Int! }',
    'reading-rooms must let Query.count be null',
  ],
  [
    'weaken a shared type',
    `${QUERY} type GeoPoint @shareable { lat: Float lon: Float! }`,
    'GeoPoint is no longer what it is',
  ],
  [
    'hide a field of a shared type',
    `${QUERY} type PageInfo @shareable { hasNextPage: Boolean! endCursor: String @inaccessible }`,
    'PageInfo is no longer what it is',
  ],
  ['add to a shared enum', `${QUERY} enum Freshness { FRESH STALE SUSPECT OLD }`, 'Freshness is no longer what it is'],
  [
    'raise what a shared type costs',
    `${QUERY} type GeoPoint @shareable @cost(weight: 900) { lat: Float! lon: Float! }`,
    'GeoPoint would cost something else',
  ],
  ['have a type of a name of ours', `${QUERY} type Stop { id: ID! }`, 'INVALID_FIELD_SHARING'],
])('does not let it %s', (_, sdl, message) => {
  expect(() => composeWith(sdl)).toThrow(message);
});

it('lets it name an entity that it does not answer for', () => {
  const { supergraphSdl } = composeWith(
    `type Query { rooms: [Room] } type Room @key(fields: "id") { id: ID! dataset: Dataset }
     type Dataset @key(fields: "id", resolvable: false) { id: ID! }`,
  );
  expect(supergraphSdl).toContain('READING_ROOMS');
});
