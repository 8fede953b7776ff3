import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import { areaSquareMetres } from '../area.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { readMunicipalities, urbisMunicipalities } from './source.ts';

const WFS = 'GET /geoserver/urbisvector/wfs';
const [ixelles] = captured[WFS].features;

const read = async (answer: unknown = captured[WFS]) => {
  const { door, asked } = await replay(urbisMunicipalities, { [WFS]: answer });
  return { municipalities: (await readMunicipalities(door)).value, asked };
};

it('reads a Polygon with its hole from Lambert 72 metres into degrees, longitude first', async () => {
  const { municipalities } = await read();
  expect(municipalities[0]).toMatchObject({ nisCode: '21009', name: { fr: 'Ixelles', nl: 'Elsene' } });
  const { coordinates } = municipalities[0]?.boundary ?? { coordinates: [] };
  expect(coordinates.map((rings) => rings.length)).toEqual([2]);
  const [lon = 0, lat = 0] = coordinates[0]?.[0]?.[0] ?? [];
  expect(lon).toBeCloseTo(4.3617, 3);
  expect(lat).toBeCloseTo(50.818, 3);
});

it('reads a MultiPolygon, heights left out, under a NIS code that is a number', async () => {
  const { municipalities } = await read();
  expect(municipalities[1]).toMatchObject({ nisCode: '21004', name: { fr: 'Bruxelles', nl: 'Brussel' } });
  const positions = municipalities[1]?.boundary.coordinates.flat(2) ?? [];
  expect(positions).toHaveLength(10);
  expect(positions.every((position) => position.length === 2)).toBe(true);
});

it('encloses what the metres enclose', async () => {
  const { municipalities } = await read();
  const areas = municipalities.map(({ boundary }) => Math.round(areaSquareMetres(boundary)));
  expect(areas).toEqual([2_500 * 3_000 - 500 * 500, 3_000 * 2_500 + 500 * 500]);
});

it('puts a box around all parts of a municipality', async () => {
  const { municipalities } = await read();
  const [west, south, east, north] = municipalities[1]?.bbox ?? [0, 0, 0, 0];
  const positions = municipalities[1]?.boundary.coordinates.flat(2) ?? [];
  expect(Math.min(...positions.map(([lon = 0]) => lon))).toBe(west);
  expect(Math.max(...positions.map(([lon = 0]) => lon))).toBe(east);
  expect(Math.min(...positions.map(([, lat = 0]) => lat))).toBe(south);
  expect(Math.max(...positions.map(([, lat = 0]) => lat))).toBe(north);
  expect(east - west).toBeGreaterThan(0.05);
});

it('asks once, for the layer as GeoJSON', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('typeNames=urbisvector%3AMunicipalities');
  expect(asked[0]).toContain('outputFormat=application%2Fjson');
});

it('takes an exception report, XML with HTTP 200, for no answer', async () => {
  const report =
    '<?xml version="1.0"?><ows:ExceptionReport version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue"/></ows:ExceptionReport>';
  await expect(read(report)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'urbis-municipalities', administration: 'paradigm', field: 'body' },
  });
});

it('names the field when the layer renames one', async () => {
  const renamed = { ...ixelles, properties: { MU_NATIONAL_CODE: '21009', NAMEFRE: 'Ixelles', NAMEDUT: 'Elsene' } };
  await expect(read({ ...captured[WFS], features: [renamed] })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'features.0.properties.NISCODE' },
  });
});

it('does not take an emptied layer for a region without municipalities', async () => {
  await expect(read({ ...captured[WFS], features: [], numberReturned: 0 })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'urbis-municipalities', field: 'features' },
  });
});
