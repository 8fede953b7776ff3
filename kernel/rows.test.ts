import * as v from 'valibot';
import { expect, it, vi } from 'vitest';
import { testSource } from '../test/support/source.ts';
import { entriesOf, rowsOf } from './rows.ts';
import { idText, orNull, parseWire } from './wire.ts';

const source = testSource();
const row = v.object({ id: idText, place: v.object({ lat: v.number() }) });
const good = { id: '1', place: { lat: 50.8 } };
const bad = { id: '2', place: { lat: 'secret' } };

const read = (rows: unknown, demands = {}) =>
  parseWire(source, v.object({ rows: rowsOf(source, row, demands) }), { rows }).rows;
const invalid = (field: string) =>
  expect.objectContaining({ extensions: expect.objectContaining({ code: 'SOURCE_INVALID', field }) });

it('leaves out the rows that do not fit, and keeps the others in their order', () => {
  expect(read([bad, good, null, { ...good, id: 3 }])).toEqual([good, { ...good, id: '3' }]);
  expect(read([])).toEqual([]);
});

it('logs how many were left out and the place of the first, and nothing of what they hold', () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  read([good, bad, bad]);
  const lines = write.mock.calls.map(([line]) => String(line));
  write.mockRestore();
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ dataset: 'test-data', rows: 2, field: '1.place.lat' }),
  ]);
  expect(lines.join()).not.toContain('secret');
});

it('is invalid when no row fits, as its first one is', () => {
  expect(() => read([bad, null])).toThrow(invalid('rows.0.place.lat'));
  expect(() => read({})).toThrow(invalid('rows'));
});

it('may hold nothing that fits where it goes on from another list', () => {
  expect(read([bad], { isRest: true })).toEqual([]);
});

it('does the same with records by name', () => {
  const byName = (rows: unknown) => parseWire(source, v.object({ rows: entriesOf(source, row) }), { rows }).rows;
  expect([...byName({ a: bad, b: good })]).toEqual([['b', good]]);
  expect(byName({}).size).toBe(0);
  expect(() => byName({ a: bad })).toThrow(invalid('rows.a.place.lat'));
  expect([
    ...byName(JSON.parse('{"__proto__":{"id":"1","place":{"lat":1}},"b":{"id":"1","place":{"lat":1}}}')),
  ]).toHaveLength(1);
});

it('reads what is not worth a record as null, whatever it holds instead', () => {
  const schema = v.object({ note: orNull(v.string()) });
  expect([{}, { note: null }, { note: 5 }, { note: 'n' }].map((body) => parseWire(source, schema, body).note)).toEqual([
    null,
    null,
    null,
    'n',
  ]);
});
