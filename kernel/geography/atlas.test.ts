import { expect, it, vi } from 'vitest';
import { replay } from '../../test/support/replay.ts';
import { byMunicipality, placeInMunicipalities } from './atlas.ts';
import { fromLambert72, type GeoPoint } from './coordinates.ts';
import { centreOf, nearestCentre } from './municipalities.ts';
import captured from './urbis-municipalities/fixture/captured.json' with { type: 'json' };
import { urbisMunicipalities } from './urbis-municipalities/source.ts';

/** Places points with the captured boundaries: Ixelles with a hole that the second part of Brussels fills. */
async function place(points: readonly GeoPoint[], answers: Record<string, unknown> = captured) {
  const { door } = await replay(urbisMunicipalities, answers);
  const things = points.map((location, number) => ({ number, location }));
  return placeInMunicipalities(door, Promise.resolve(things));
}
const withoutBrussels = () => {
  const [answer] = Object.values(captured);
  return { 'GET /geoserver/urbisvector/wfs': { ...answer, features: answer?.features.slice(0, 1) } };
};
const inTheHole = fromLambert72(151_100, 168_500);

it('puts a point into the municipality whose boundary is around it, and keeps the thing as it is', async () => {
  const point = fromLambert72(150_000, 168_000);
  expect(await place([point])).toEqual([
    { number: 0, location: point, nisCode: '21009', municipalityBasis: 'BOUNDARY' },
  ]);
});

it('finds what lies in a hole in the municipality that fills it', async () => {
  expect(await place([inTheHole])).toMatchObject([{ nisCode: '21004' }]);
});

it('finds what lies in a hole that nothing fills in no municipality', async () => {
  expect(await place([inTheHole], withoutBrussels())).toMatchObject([{ nisCode: null, municipalityBasis: 'BOUNDARY' }]);
});

it('puts a point on the border into one of the two', async () => {
  expect(await place([fromLambert72(150_000, 170_500)])).toMatchObject([
    { nisCode: expect.stringMatching(/^2100[49]$/) },
  ]);
});

it('finds a point outside the region in no municipality', async () => {
  expect(await place([{ lat: 50.4657, lon: 4.8647 }])).toMatchObject([
    { nisCode: null, municipalityBasis: 'BOUNDARY' },
  ]);
});

it('places by the nearest label point when UrbIS is down, says so, and still keeps Namur out', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const placed = await place(
    [
      { lat: 50.8276, lon: 4.37 },
      { lat: 50.4657, lon: 4.8647 },
    ],
    {},
  );
  expect(placed).toMatchObject([
    { nisCode: '21009', municipalityBasis: 'NEAREST_CENTRE' },
    { nisCode: null, municipalityBasis: 'NEAREST_CENTRE' },
  ]);
  expect(stderr.mock.calls.join()).toContain('placing by label points');
  stderr.mockRestore();
});

it('places by the nearest label point when the layer of UrbIS was emptied', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const emptied = { 'GET /geoserver/urbisvector/wfs': { type: 'FeatureCollection', features: [] } };
  expect(await place([{ lat: 50.8276, lon: 4.37 }], emptied)).toMatchObject([
    { nisCode: '21009', municipalityBasis: 'NEAREST_CENTRE' },
  ]);
  stderr.mockRestore();
});

it('fails when the things fail, whatever the boundaries do', async () => {
  const { door } = await replay(urbisMunicipalities, captured);
  await placeInMunicipalities(door, Promise.resolve([])); // The boundaries are known.
  await expect(placeInMunicipalities(door, Promise.reject(new Error('bikes are down')))).rejects.toThrow('bikes');
});

it('groups by municipality in the order given, without what lies in none', () => {
  const things = ['21009', null, '21004', '21009'].map((nisCode, number) => ({ number, nisCode }));
  const groups = byMunicipality(things);
  expect([...groups.keys()]).toEqual(['21009', '21004']);
  expect(groups.get('21009')?.map(({ number }) => number)).toEqual([0, 3]);
});

it('finds each label point nearest to itself, and none for a code that is not one of the 19', () => {
  expect(nearestCentre(centreOf('21014') ?? { lat: 0, lon: 0 })).toBe('21014');
  expect(centreOf('44021')).toBeNull();
});
