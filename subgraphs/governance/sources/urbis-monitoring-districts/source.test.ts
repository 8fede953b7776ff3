import { expect, it } from 'vitest';
import { areaSquareMetres } from '../../../../kernel/geography/area.ts';
import { replay } from '../../../../test/support/replay.ts';
import captured from './fixture/captured.json' with { type: 'json' };
import { urbisMonitoringDistricts } from './source.ts';

const WFS = 'GET /geoserver/urbisvector/wfs';
const [flagey] = captured[WFS].features;

const read = async (answer: unknown = captured[WFS]) => {
  const { door, asked } = await replay(urbisMonitoringDistricts, { [WFS]: answer });
  return { neighbourhoods: (await urbisMonitoringDistricts.provides.neighbourhoods?.(door)) ?? [], asked };
};

it('reads a neighbourhood from Lambert 72 metres into degrees, longitude first', async () => {
  const { neighbourhoods } = await read();
  expect(neighbourhoods[0]).toMatchObject({ id: '37', name: { fr: 'Flagey', nl: 'Flagey' } });
  const [lon = 0, lat = 0] = neighbourhoods[0]?.boundary.coordinates[0]?.[0]?.[0] ?? [];
  expect(lon).toBeCloseTo(4.3758, 3);
  expect(lat).toBeCloseTo(50.8269, 3);
});

it('reads a code that is a number, of one without a name and in two parts', async () => {
  const { neighbourhoods } = await read();
  expect(neighbourhoods[1]).toMatchObject({ id: '901', name: null });
  expect(Math.round(areaSquareMetres(neighbourhoods[1]?.boundary ?? { type: 'MultiPolygon', coordinates: [] }))).toBe(
    1_250_000,
  );
});

it('reads one that has a name in one language, blanks around its code and a hole', async () => {
  const { neighbourhoods } = await read();
  expect(neighbourhoods[2]).toMatchObject({ id: '8', name: { fr: 'Marolles' } });
  expect(neighbourhoods[2]?.boundary.coordinates[0]).toHaveLength(2);
});

it('leaves out one without an area', async () => {
  const { neighbourhoods } = await read();
  expect(neighbourhoods).toHaveLength(3);
});

it('asks once, for the layer as GeoJSON', async () => {
  const { asked } = await read();
  expect(asked).toEqual([expect.stringContaining('typeNames=urbisvector%3AMonitoringDistricts')]);
});

it('names the field when the layer renames one', async () => {
  const renamed = { ...flagey, properties: { MD_ID: '37' } };
  await expect(read({ ...captured[WFS], features: [renamed] })).rejects.toMatchObject({
    extensions: {
      code: 'SOURCE_INVALID',
      dataset: 'urbis-monitoring-districts',
      administration: 'paradigm',
      field: 'features.0.properties.MDZONE',
    },
  });
});

it('does not take an emptied layer for a region without neighbourhoods', async () => {
  await expect(read({ ...captured[WFS], features: [] })).rejects.toMatchObject({
    extensions: { code: 'SOURCE_INVALID', field: 'features' },
  });
});
