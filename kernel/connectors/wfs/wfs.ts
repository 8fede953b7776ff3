import type { MultiPolygon } from 'geojson';
import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import { areaOf, type Geometry, geometry } from '../../geography/geojson.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { maybe, orNull, parseWire } from '../../wire.ts';

/**
 * OGC Web Feature Service 2.0 as GeoServer speaks it (OGC 09-025r2), with GeoJSON output.
 * GeoServer answers errors as XML, sometimes with HTTP 200: that does not parse as JSON and is SOURCE_INVALID.
 */
export interface Feature<Properties> {
  /** `<layer>.<number>`. */
  readonly id: string;
  /** The layer it is of, without its workspace: what tells features apart when several layers were asked. */
  readonly layer: string;
  readonly properties: Properties;
  /** As it was sent: metres or degrees, see {@link pointOf} and {@link areaOf}; null for one without a place. */
  readonly geometry: Geometry | null;
}

/** What to ask: layers, the properties that their datasets promise, and which of their features. */
export interface FeatureQuestion<Properties> {
  /** `<workspace>:<layer>`, or several of them with commas between. */
  readonly typeNames: string;
  readonly properties: v.GenericSchema<unknown, Properties>;
  /** A CQL filter (GeoServer's ECQL). Geometries in it are in the layer's own system, mostly Lambert 72. */
  readonly filter?: string;
  /** Such as `timestamp D`; without it their order is the service's own. */
  readonly sortBy?: string;
  /** No more features than these are wanted, of as many as there may be; absent for all. */
  readonly count?: number;
}

/** GeoServer has no limit by default; this one keeps an answer bounded. A layer with more is none that is read whole. */
const MOST = 1000;

/** A text in CQL, safe whatever it holds. */
export function cqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Reads the features of layers. There are no further pages: without an order `startIndex` may repeat some features and
 * leave out others.
 * @throws {SourceError} SOURCE_TOO_LARGE when there are more than came, whether we set the limit or the service has one:
 * never a part as if it were the whole.
 */
export function readFeatures<Properties>(
  door: Door,
  source: Source,
  { typeNames, properties, filter, sortBy, count }: FeatureQuestion<Properties>,
): Promise<Reading<readonly Feature<Properties>[]>> {
  const feature = v.object({ id: v.string(), geometry: maybe(geometry), properties });
  const envelope = v.object({ type: v.literal('FeatureCollection'), features: rowsOf(source, feature) });
  const url = addressOf(source, '', {
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames,
    outputFormat: 'application/json',
    srsName: 'EPSG:31370',
    count: count ?? MOST,
    ...(sortBy === undefined ? {} : { sortBy }),
    ...(filter === undefined ? {} : { CQL_FILTER: filter }),
  });
  return door.json(source, { url }, (body) => {
    const { features } = parseWire(source, envelope, body);
    const { features: sent, numberMatched } = parseWire(source, extent, body);
    const all = numberMatched ?? (sent.length < MOST ? sent.length : Number.POSITIVE_INFINITY);
    if (sent.length < Math.min(all, count ?? Number.POSITIVE_INFINITY)) {
      throw new SourceError('SOURCE_TOO_LARGE', source, { field: 'numberMatched' });
    }
    return features.map((one) => ({ ...one, layer: one.id.split('.')[0] ?? '' }));
  });
}

/** How much there is and how much came. Where counting would cost too much the number is the text "unknown". */
const extent = v.object({ features: v.array(v.unknown()), numberMatched: orNull(v.number()) });

/** An area of a layer, in WGS84. */
export interface AreaFeature<Properties> extends Pick<Feature<Properties>, 'id' | 'properties'> {
  readonly boundary: MultiPolygon;
}

/** Reads every area of a layer, in WGS84; what is no area is left out. */
export async function readAreas<Properties>(
  door: Door,
  source: Source,
  question: FeatureQuestion<Properties>,
): Promise<Reading<readonly AreaFeature<Properties>[]>> {
  const { value, retrievedAt } = await readFeatures(door, source, question);
  return {
    retrievedAt,
    value: value.flatMap(({ id, properties, geometry }) => {
      const boundary = geometry && areaOf(geometry);
      return boundary ? [{ id, properties, boundary }] : [];
    }),
  };
}
