import { describe, expect, it } from 'vitest';
import { inArea, nearest } from './area-filter.ts';
import { checkMetres, checkPoint } from './region.ts';

const outside = { extensions: { code: 'OUTSIDE_REGION' } };
const thing = (id: string, lat: number, lon: number, nisCode: string | null = '21004') => ({
  id,
  location: { lat, lon },
  nisCode,
});
const things = [thing('far', 50.86, 4.35), thing('near', 50.8501, 4.35, '21009'), thing('out', 50.8, 4.3, null)];
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('a point that is asked', () => {
  it('is rounded to about a metre', () => {
    expect(checkPoint({ lat: 50.846_612_34, lon: 4.352_844_99 })).toEqual({ lat: 50.84661, lon: 4.35284 });
  });

  it('is refused outside the region, with a hint when it was swapped, and never repeated', () => {
    const refusalOf = (lat: number, lon: number) => {
      try {
        return checkPoint({ lat, lon }) && '';
      } catch (error) {
        expect(error).toMatchObject(outside);
        return String(error);
      }
    };
    expect(refusalOf(4.352_8, 50.846_6)).toContain('look swapped');
    expect(refusalOf(48.856_6, 2.352_2)).not.toContain('swapped');
    expect(refusalOf(48.856_6, 2.352_2)).not.toMatch(/48\.8|2\.35/);
    expect(refusalOf(Number.NaN, 4.35)).toContain('outside the region');
  });

  it('has a distance of 1 to 5,000 metres', () => {
    expect(checkMetres(5_000)).toBe(5_000);
    for (const metres of [0, -1, 5_001, 0.5]) expect(() => checkMetres(metres)).toThrow('between 1 and 5000 metres');
  });
});

describe('an area', () => {
  it('around a point has what is near, the nearest first', () => {
    expect(ids(nearest(things, { lat: 50.85, lon: 4.35 }, 2_000))).toEqual(['near', 'far']);
    expect(ids(inArea(things, { near: { lat: 50.85, lon: 4.35 } }))).toEqual(['near']); // 500 m unless it says so.
  });

  it('may be a municipality, or a box', () => {
    expect(ids(inArea(things, { municipality: '21009' }))).toEqual(['near']);
    expect(ids(inArea(things, { bbox: { south: 50.84, west: 4.3, north: 50.87, east: 4.4 } }))).toEqual([
      'far',
      'near',
    ]);
  });

  it('may be absent: then it is everything', () => {
    expect(inArea(things, null)).toHaveLength(3);
  });

  it.each([
    [{ municipality: '99999' }, 'UNKNOWN_ID'],
    [{ bbox: { south: 50.87, west: 4.3, north: 50.84, east: 4.4 } }, 'BAD_USER_INPUT'],
    [{ bbox: { south: 48, west: 2, north: 49, east: 3 } }, 'OUTSIDE_REGION'],
    [{ near: { lat: 48.85, lon: 2.35 } }, 'OUTSIDE_REGION'],
  ])('is refused when it is none: %o', (area, code) => {
    expect(() => inArea(things, area)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code }) }),
    );
  });
});
