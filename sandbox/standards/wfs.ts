import type { Geometry } from 'geojson';
import { fromPosition, toLambert72 } from '../../kernel/geography/coordinates.ts';
import type { Standard } from '../emulator.ts';
import type { World } from '../world.ts';
import { cqlFilter, propertiesIn } from './wfs/cql.ts';

/** A feature as its administration keeps it; geometries in degrees or in Lambert 72 metres (EPSG:31370). */
export interface FeatureFact {
  readonly id: string;
  /** Null for one that was not drawn. */
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Layers by `<workspace>:<layer>`. */
export interface Layers {
  readonly [typeName: string]: (world: World) => readonly FeatureFact[];
}

/**
 * GeoServer's WFS 2.0 with GeoJSON output: `count`, `startIndex`, `sortBy`, `CQL_FILTER`, several layers at once, and
 * `srsName`. Errors are XML whatever was asked for: with HTTP 400 for a name that it does not know, of a layer or of a
 * property, else with 200.
 */
export const standard: Standard<Layers> = {
  answer:
    (layers) =>
    ({ url }, { world }) => {
      const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
      const names = (query.get('typenames') ?? query.get('typename') ?? '').split(',');
      const unknown = names.find((name) => !layers[name]);
      if (query.get('request') !== 'GetFeature') return exceptionReport('Only GetFeature is emulated');
      if (unknown !== undefined) return exceptionReport(`Feature type ${unknown} unknown`, 400);
      if (!query.get('outputformat')?.includes('json')) return exceptionReport('Only GeoJSON output is emulated');
      const fits = cqlFilter(query.get('cql_filter') ?? null);
      if (!fits) return exceptionReport(`Could not parse CQL filter list.`);
      const known = names.flatMap((name) => layers[name]?.(world) ?? []);
      const asked = [...propertiesIn(query.get('cql_filter') ?? ''), query.get('sortby')?.split(/[ +]/)[0]];
      const illegal = asked.find((name) => name && !GEOMETRIES.includes(name) && !isKnown(known, name));
      if (illegal) return exceptionReport(`Illegal property name: ${illegal} for feature type ${names}`, 400);
      const all = sorted(known.filter(fits), query.get('sortby'));
      const start = Number(query.get('startindex') ?? 0);
      const features = all.slice(start, start + Number(query.get('count') ?? all.length));
      const inDegrees = query.get('srsname')?.endsWith('4326') ?? false;
      return {
        body: {
          type: 'FeatureCollection',
          features: features.map(({ id, geometry, properties }) => ({
            type: 'Feature',
            id,
            geometry: geometry && projected(geometry, inDegrees),
            geometry_name: 'geom',
            properties,
          })),
          totalFeatures: all.length,
          numberMatched: all.length,
          numberReturned: features.length,
          timeStamp: world.now.toISOString(),
          crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${inDegrees ? 4326 : 31370}` } },
        },
      };
    },
};

/** What the geometry of a feature is called: no fixture says which. */
const GEOMETRIES = ['geom', 'the_geom'];

/** Whether a layer has a property; one without features knows none, and all may be right. */
const isKnown = (features: readonly FeatureFact[], name: string): boolean =>
  features.length === 0 || features.some(({ properties }) => name in properties);

/** `sortBy=timestamp D`: descending, else ascending. */
function sorted(features: readonly FeatureFact[], sortBy: string | undefined): readonly FeatureFact[] {
  if (!sortBy) return features;
  const [property = '', order = 'A'] = sortBy.split(/[ +]/);
  const sign = order.startsWith('D') ? -1 : 1;
  const of = ({ properties }: FeatureFact): string => String(properties[property] ?? '');
  return features.toSorted((a, b) => (of(a) < of(b) ? -sign : of(a) > of(b) ? sign : 0));
}

/** Positions in the system that was asked for. */
function projected(geometry: Geometry, inDegrees: boolean): Geometry {
  const convert = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    const [x, y] = part;
    if (typeof x !== 'number' || typeof y !== 'number') return part.map(convert);
    const isInDegrees = Math.abs(x) <= 180;
    if (isInDegrees === inDegrees) return part;
    const point = fromPosition(x, y);
    return inDegrees ? [point.lon, point.lat] : toLambert72(point);
  };
  return geometry.type === 'GeometryCollection'
    ? geometry
    : ({ ...geometry, coordinates: convert(geometry.coordinates) } as Geometry);
}

function exceptionReport(text: string, status = 200) {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>${text}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`,
  };
}
