import { expect, it } from 'vitest';
import { find, pick, take } from './lists.ts';

const things = ['a', 'b', 'c'].map((id) => ({ id }));
const pickThings = (ids: readonly string[] | null, first = 2) => pick('Thing', things, { ids, first });

it('gives the first elements without ids', () => {
  expect(pickThings(null)).toEqual([{ id: 'a' }, { id: 'b' }]);
});

it('gives one element per id in the order asked, the error in the place of an unknown one', () => {
  expect(pickThings(['c', 'x', 'a', 'c'])).toEqual([
    { id: 'c' },
    expect.objectContaining({
      message: 'Thing "x" does not exist.',
      extensions: { code: 'UNKNOWN_ID', id: 'x', retryable: false },
    }),
    { id: 'a' },
    { id: 'c' },
  ]);
});

it('finds one, or says that there is none', () => {
  expect(find('Thing', things, 'b')).toEqual({ id: 'b' });
  expect(find('Thing', things, 'x')).toBeInstanceOf(Error);
});

it('does not call unknown what a source that is down might know', () => {
  const down = new Error('down');
  expect(pick('Thing', things, { ids: ['a', 'x'], first: 2 }, [down])).toEqual([{ id: 'a' }, down]);
  expect(find('Thing', things, 'x', [down])).toBe(down);
});

it('knows no object by the name of something that every object has', () => {
  expect(pickThings(['__proto__', 'constructor']).every((found) => found instanceof Error)).toBe(true);
});

it.each([-1, 201, 1.5, Number.NaN])('refuses %d as an amount, with the allowed range', (first) => {
  expect(() => take(things, first)).toThrow('between 0 and 200');
});

it('gives nothing for an amount of nothing', () => {
  expect(take(things, 0)).toEqual([]);
});
