import { describe, expect, it } from 'vitest';
import { shiftsOf } from './signs.ts';

const at = (left: number, top: number) => ({ left, top, width: 80, height: 20 });

describe('the signs of municipalities', () => {
  it('stay where they belong while nothing is in their way', () => {
    expect(shiftsOf([at(0, 0), at(100, 0), at(0, 20)], [])).toEqual([0, 0, 0]);
  });

  it('make way for a figure', () => {
    expect(shiftsOf([at(0, 0)], [at(10, 5)])).toEqual([-22]);
    expect(shiftsOf([at(0, 0)], [at(10, -5)])).toEqual([22]);
  });

  it('make way for one another, and are left out where there is no room', () => {
    const all = shiftsOf(
      Array.from({ length: 5 }, () => at(0, 0)),
      [],
    );
    expect(all).toEqual([0, 22, -22, null, null]);
  });
});
