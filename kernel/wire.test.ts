import * as v from 'valibot';
import { expect, it } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { jsonInString, maybe, parseWire } from './wire.ts';

const source = testSource();

it('keeps only the fields that the schema names', () => {
  const body = { id: 1, reporter: 'Anne Onyme' };
  expect(parseWire(source, v.object({ id: v.number() }), body)).toEqual({ id: 1 });
});

it('lets a __proto__ key in an answer go nowhere', () => {
  const body: unknown = JSON.parse('{"id":1,"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
  const parsed = parseWire(source, v.object({ id: v.number(), admin: maybe(v.boolean()) }), body);
  expect(parsed).toEqual({ id: 1, admin: null });
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('admin');
});

it('lets a __proto__ key go nowhere where any key is accepted', () => {
  const body: unknown = JSON.parse('{"fr":"oui","__proto__":"polluted"}');
  const parsed = parseWire(source, v.record(v.string(), v.string()), body);
  expect(Object.keys(parsed)).toEqual(['fr']);
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

it('names the first value that does not fit, and repeats none', () => {
  const schema = v.object({ stations: v.array(v.object({ lat: v.number() })) });
  const parse = () => parseWire(source, schema, { stations: [{ lat: 50.8 }, { lat: 'secret' }] });
  expect(parse).toThrow(
    expect.objectContaining({
      message: 'Test data answered in a form that does not fit its standard (stations.1.lat).',
      extensions: expect.objectContaining({ code: 'SOURCE_INVALID', field: 'stations.1.lat' }),
    }),
  );
});

it('names the body when it is something else altogether', () => {
  expect(() => parseWire(source, v.object({}), null)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ field: 'body' }) }),
  );
});

it('reads JSON that was put into a string', () => {
  const schema = v.object({ name: jsonInString(v.object({ fr: v.string() })) });
  expect(parseWire(source, schema, { name: '{"fr":"ROODEBEEK"}' })).toEqual({ name: { fr: 'ROODEBEEK' } });
  expect(() => parseWire(source, schema, { name: '{"fr":' })).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'SOURCE_INVALID', field: 'name' }) }),
  );
});

it('reads a field that is missing or null as null', () => {
  const schema = v.object({ a: maybe(v.number()), b: maybe(v.number()), c: maybe(v.number()) });
  expect(parseWire(source, schema, { b: null, c: 0 })).toEqual({ a: null, b: null, c: 0 });
});
