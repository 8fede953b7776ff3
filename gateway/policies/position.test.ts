import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { apiSdl } from '../__generated__/api.ts';
import { operationOf } from '../operation/operation.ts';
import { mayNamePlace, namesPlace } from './position.ts';

const schema = buildSchema(apiSdl);
function operation(query: string) {
  const document = parse(query);
  return operationOf(schema, document, getOperationAST(document) as OperationDefinitionNode);
}
const names = (query: string, variables: Record<string, unknown> = {}): boolean =>
  namesPlace(operation(query))(variables);

it.each([
  '{ location(at: { lat: 50.8, lon: 4.3 }) { lat } }',
  '{ locations(at: [{ lat: 50.8, lon: 4.3 }]) { lat } }',
  '{ bikeStations(within: { near: { lat: 50.8, lon: 4.3 } }) { id } }',
  '{ bikeStations { distance(from: { lat: 50.8, lon: 4.3 }) } }',
  '{ places(text: "Rue de la Loi") { text } }',
  '{ bikeStations(within: { bbox: { south: 50.84, west: 4.3, north: 50.8401, east: 4.4 } }) { id } }',
  'query ($east: Float! = 4.3001) { bikeStations(within: { bbox: { south: 50.8, west: 4.3, north: 50.9, east: $east } }) { id } }',
  'query ($at: PointInput = { lat: 50.8, lon: 4.3 }) { location(at: $at) { lat } }',
  '{ ...F } fragment F on Query { location(at: { lat: 50.8, lon: 4.3 }) { lat } }',
  'query ($p: PointInput! = { lat: 50.8, lon: 4.3 }) { locations(at: [$p]) { lat } }',
  'query ($n: NearInput! = { lat: 50.8, lon: 4.3 }) { bikeStations(within: { near: $n }) { id } }',
  'query ($lat: Float = 50.8) { location(at: { lat: $lat, lon: 4.3 }) { lat } }',
])('finds the place in %s', (query) => {
  expect(names(query)).toBe(true);
});

it('finds it in variables', () => {
  const query = 'query ($area: AreaFilter) { bikeStations(within: $area) { id } }';
  expect(names(query, { area: { near: { lat: 50.8, lon: 4.3 } } })).toBe(true);
  expect(names(query, { area: { municipality: '21009' } })).toBe(false);
  expect(names(query, { area: null })).toBe(false);
  expect(names('query ($at: [PointInput!]!) { locations(at: $at) { lat } }', { at: [{ lat: 1, lon: 2 }] })).toBe(true);
});

it.each([
  '{ municipalities { nisCode } }',
  '{ bikeStations(within: { municipality: "21009" }) { id } }',
  '{ bikeStations(within: { bbox: { south: 50.8, west: 4.3, north: 50.9, east: 4.4 } }) { id } }',
])('finds none in %s', (query) => {
  expect(names(query)).toBe(false);
});

it.each([
  ['query ($area: AreaFilter) { bikeStations(within: $area) { id } }', true],
  ['query ($lat: Float!) { location(at: { lat: $lat, lon: 4.3 }) { lat } }', true],
  ['query ($text: String!) { places(text: $text) { text } }', true],
  ['{ location(at: { lat: 50.8, lon: 4.3 }) { lat } }', true],
  ['query ($nis: [ID!]) { municipalities(nisCodes: $nis) { nisCode } }', false],
  ['{ bikeStations(within: { municipality: "21009" }) { id } }', false],
])('says before there are variables whether any may name a place: %s', (query, may) => {
  expect(mayNamePlace(operation(query))).toBe(may);
});
