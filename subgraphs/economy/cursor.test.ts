import { expect, it } from 'vitest';
import { fromCursor, toCursor } from './cursor.ts';

const place = { nisCode: '21009', number: '0200065765' };

it('leads back to where it was given out', () => {
  expect(fromCursor(toCursor(place), '21009')).toBe('0200065765');
});

it.each([
  ['of another municipality', toCursor({ ...place, nisCode: '21001' })],
  ['with a number that is none', toCursor({ ...place, number: '1' })],
  ['with more in it', Buffer.from('["21009","0200065765","x"]').toString('base64url')],
  ['that is no JSON', Buffer.from('{').toString('base64url')],
  ['of nothing', ''],
  ['made up', 'hello'],
])('refuses a cursor %s', (_, cursor) => {
  expect(() => fromCursor(cursor, '21009')).toThrow(/after/);
});
