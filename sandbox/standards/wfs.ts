import type { Geometry } from 'geojson';
import type { Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** A layer as its administration keeps it; geometries in Lambert 72 metres (EPSG:31370). */
export interface Layers {
  readonly [typeName: string]: (world: World) => readonly {
    readonly id: string;
    readonly geometry: Geometry;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

/** GeoServer's WFS 2.0 with GeoJSON output; errors are XML with HTTP 200, as it does. */
export const standard: Standard<Layers> = {
  answer:
    (layers) =>
    ({ url }, { world }) => {
      const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
      const typeNames = query.get('typenames') ?? query.get('typename') ?? '';
      const layer = layers[typeNames];
      if (query.get('request') !== 'GetFeature' || !layer) return exceptionReport(`Feature type ${typeNames} unknown`);
      if (!query.get('outputformat')?.includes('json')) return exceptionReport('Only GeoJSON output is emulated');
      const all = layer(world);
      const start = Number(query.get('startindex') ?? 0);
      const features = all.slice(start, start + Number(query.get('count') ?? all.length));
      return {
        body: {
          type: 'FeatureCollection',
          features: features.map((feature) => ({ type: 'Feature', geometry_name: 'geom', ...feature })),
          totalFeatures: all.length,
          numberMatched: all.length,
          numberReturned: features.length,
          timeStamp: world.now.toISOString(),
          crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::31370' } },
        },
      };
    },
};

function exceptionReport(text: string) {
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport version="2.0.0"><ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>${text}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>`,
  };
}
