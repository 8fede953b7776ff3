import type { MultiPolygon, Position } from 'geojson';
import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { fromPosition } from '../../geography/coordinates.ts';
import type { Door, Reading } from '../../http.ts';
import type { Source } from '../../source.ts';
import { parseWire } from '../../wire.ts';

/**
 * OGC Web Feature Service 2.0 as GeoServer speaks it (OGC 09-025r2), with GeoJSON output.
 * GeoServer answers errors as XML, sometimes with HTTP 200: that does not parse as JSON and is SOURCE_INVALID.
 */
export interface AreaFeature<Properties> {
  readonly id: string;
  readonly properties: Properties;
  /** WGS84, whatever the service answered in. */
  readonly boundary: MultiPolygon;
}

/** What to ask: a layer, and the properties that its dataset promises. */
export interface LayerQuestion<Properties> {
  readonly typeNames: string;
  readonly properties: v.GenericSchema<unknown, Properties>;
}

/** GeoServer has no limit by default; this one keeps an answer bounded. */
const MOST = 1000;

const position = v.pipe(v.array(v.number()), v.minLength(2));
const areaGeometry = v.variant('type', [
  v.object({ type: v.literal('Polygon'), coordinates: v.array(v.array(position)) }),
  v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(v.array(position))) }),
]);

/** Reads every area of a layer, in WGS84. */
export function readAreas<Properties>(
  door: Door,
  source: Source,
  question: LayerQuestion<Properties>,
): Promise<Reading<readonly AreaFeature<Properties>[]>> {
  const feature = v.object({ id: v.string(), geometry: areaGeometry, properties: question.properties });
  const envelope = v.object({ type: v.literal('FeatureCollection'), features: v.array(feature) });
  const url = addressOf(source, '', {
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames: question.typeNames,
    outputFormat: 'application/json',
    srsName: 'EPSG:31370',
    count: MOST,
  });
  return door.json(source, { url }, (body) =>
    parseWire(source, envelope, body).features.map(({ id, geometry, properties }) => ({
      id,
      properties,
      boundary: toWgs84(geometry),
    })),
  );
}

function toWgs84(geometry: v.InferOutput<typeof areaGeometry>): MultiPolygon {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) =>
      rings.map((ring) =>
        ring.map(([x = 0, y = 0]): Position => {
          const { lat, lon } = fromPosition(x, y);
          return [lon, lat];
        }),
      ),
    ),
  };
}
