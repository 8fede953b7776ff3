import { expect, it } from 'vitest';
import { toLambert2008 } from './coordinates.ts';
import { areaOf, type Geometry, pointOf } from './geojson.ts';

const near = (lat: number, lon: number) => ({ lat: expect.closeTo(lat, 5), lon: expect.closeTo(lon, 5) });

it('finds a point of any geometry, in degrees or in metres of either Lambert', () => {
  // The station 41B006, in the three systems.
  const point = near(50.83863, 4.37439);
  expect(pointOf({ type: 'Point', coordinates: [4.37439, 50.83863] })).toEqual(point);
  expect(pointOf({ type: 'Point', coordinates: [150_397, 169_802] })).toEqual(point);
  expect(pointOf({ type: 'Point', coordinates: toLambert2008({ lat: 50.83863, lon: 4.37439 }) })).toEqual(point);
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [4, 50],
      [4.37439, 50.83863],
      [5, 51],
    ],
  };
  expect(pointOf(line)).toEqual(point);
  expect(pointOf({ type: 'MultiLineString', coordinates: [line.coordinates] })).toEqual(point);
  const box = [
    [4.3, 50.8],
    [4.4, 50.8],
    [4.4, 50.9],
    [4.3, 50.9],
    [4.3, 50.8],
  ];
  expect(pointOf({ type: 'Polygon', coordinates: [box] })).toEqual(near(50.85, 4.35));
  expect(pointOf({ type: 'MultiPolygon', coordinates: [[box]] })).toEqual(near(50.85, 4.35));
  expect(pointOf({ type: 'MultiPoint', coordinates: [] })).toBeNull();
});

it('takes only areas for areas', () => {
  expect(areaOf({ type: 'Point', coordinates: [4, 50] })).toBeNull();
});
