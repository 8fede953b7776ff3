import { expect, it } from 'vitest';
import { replay } from '../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { readMunicipalities, urbisMunicipalities } from './source.ts';

const PATH = 'GET /geoserver/urbisvector/wfs';

async function read(answer: unknown = captured[PATH]) {
  const { door, asked } = await replay(urbisMunicipalities, { [PATH]: answer });
  return { municipalities: (await readMunicipalities(door)).value, asked };
}

it('reads names and codes, whether the code is written as text or as a number', async () => {
  const { municipalities } = await read();
  expect(municipalities.map(({ nisCode, name }) => [nisCode, name])).toEqual([
    ['21009', { fr: 'Ixelles', nl: 'Elsene' }],
    ['21001', { fr: 'Anderlecht', nl: 'Anderlecht' }],
  ]);
});

it('turns Lambert 72 boundaries into WGS84, holes included, longitude first', async () => {
  const { municipalities } = await read();
  const [ixelles, anderlecht] = municipalities;
  expect(ixelles?.boundary.type).toBe('MultiPolygon');
  expect(ixelles?.boundary.coordinates[0]?.[0]?.[0]).toEqual([expect.closeTo(4.3687, 3), expect.closeTo(50.8224, 3)]);
  expect(anderlecht?.boundary.coordinates[0]).toHaveLength(2);
  expect(ixelles?.bbox).toEqual([4.3687, 50.8224, 4.3971, 50.8404].map((degrees) => expect.closeTo(degrees, 3)));
});

it('asks once, for the layer in Lambert 72 as GeoJSON', async () => {
  const { asked } = await read();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(
    /typeNames=urbisvector%3AMunicipalities.*outputFormat=application%2Fjson.*srsName=EPSG%3A31370/,
  );
});

it('calls GeoServer’s XML exception an answer that does not fit, though it comes with status 200', async () => {
  const report = '<ows:ExceptionReport><ows:Exception exceptionCode="NoApplicableCode"/></ows:ExceptionReport>';
  await expect(read(report)).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', dataset: 'urbis-municipalities', administration: 'paradigm', field: 'body' },
  });
});

it('names a property that was renamed', async () => {
  const answer = structuredClone<{ features: { properties: Record<string, unknown> }[] }>(captured[PATH]);
  delete answer.features[1]?.properties.NAMEFRE;
  await expect(read(answer)).rejects.toMatchObject({ extensions: { field: 'features.1.properties.NAMEFRE' } });
});
