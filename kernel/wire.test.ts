import * as v from 'valibot';
import { expect, it } from 'vitest';
import { urbisMunicipalities } from './geography/urbis-municipalities/source.ts';
import { jsonInString, maybe, parseWire } from './wire.ts';

const parse = <const Schema extends v.GenericSchema>(schema: Schema, body: unknown) =>
  parseWire(urbisMunicipalities, schema, body);

it('names the first place that does not fit', () => {
  const schema = v.object({ stations: v.array(v.object({ lat: v.number() })) });
  expect(() => parse(schema, { stations: [{ lat: 1 }, { lat: '2' }] })).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({
        code: 'SOURCE_INVALID',
        field: 'stations.1.lat',
        dataset: 'urbis-municipalities',
      }),
    }),
  );
  expect(() => parse(schema, null)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ field: 'body' }) }),
  );
});

it('lets a hostile key in an answer go nowhere', () => {
  const body: unknown = JSON.parse(
    '{"devices":{"__proto__":{"admin":true},"a":{"count":1}},"__proto__":{"admin":true}}',
  );
  const parsed = parse(v.object({ devices: v.record(v.string(), v.object({ count: v.number() })) }), body);
  expect(Object.getPrototypeOf(parsed.devices)).toBe(Object.prototype);
  expect(Object.keys(parsed)).toEqual(['devices']);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

it('reads JSON in a string, and says when it is none', () => {
  const schema = v.object({ name: jsonInString(v.object({ fr: v.string() })) });
  expect(parse(schema, { name: '{"fr":"PARC"}' })).toEqual({ name: { fr: 'PARC' } });
  expect(() => parse(schema, { name: '{' })).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ field: 'name' }) }),
  );
});

it('reads a missing field and a null alike', () => {
  const schema = v.object({ count: maybe(v.number()) });
  expect([parse(schema, {}), parse(schema, { count: null }), parse(schema, { count: 1 })]).toEqual([
    { count: null },
    { count: null },
    { count: 1 },
  ]);
});
