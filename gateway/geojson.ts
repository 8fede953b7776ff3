import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import Negotiator from 'negotiator';
import { bodyOf, type LambdaHandler, refuse } from '../kernel/lambda.ts';
import { type Data, isData } from './engine/data.ts';
import { withinSize } from './policies/size.ts';

const GEOJSON = 'application/geo+json';
/** What may have coordinates (RFC 7946, 3.1), as the graph gives it. */
const GEOMETRIES = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];
const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

/** A feature of RFC 7946; `path` (a foreign member, 6.1) says where in the answer it stood. */
interface Feature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly path: readonly (string | number)[];
  readonly geometry: unknown;
  readonly properties: Data;
}

/**
 * Answers as a FeatureCollection (RFC 7946) where that is what the client accepts: everything in the answer that has a
 * `location { lat lon }` or a `boundary` becomes a feature, what was asked of it its properties. What is in it in turn
 * becomes features of their own. Errors and extensions are foreign members.
 */
export function asGeoJson(answer: LambdaHandler): LambdaHandler {
  return async (event, context) => {
    if (!isWanted(event)) return answer(event, context);
    const given = await answer({ ...event, headers: { ...event.headers, accept: 'application/json' } }, context);
    const body: unknown = given.statusCode === 200 ? JSON.parse(given.body ?? 'null') : null;
    if (!isData(body) || !isData(body.data)) return given;
    const features = featuresIn(body.data, []).features;
    if (features.length === 0 && (hasHalfPoint(body.data) || !mentionsPlace(event)))
      return refuse(
        406,
        'NOT_ACCEPTABLE',
        'GeoJSON needs a `location { lat lon }` or a `boundary` in the query, under its own name.',
      );
    const { data: _, ...members } = body;
    return collection(given, { type: 'FeatureCollection', features, ...members });
  };
}

function isWanted({ headers }: APIGatewayProxyEventV2): boolean {
  if (!headers.accept?.includes('geo+json')) return false;
  return new Negotiator({ headers }).mediaType([...JSON_TYPES, GEOJSON]) === GEOJSON;
}

/** Whether a query asks for a place under its own name; of one that is known by its hash alone nobody can tell here. */
function mentionsPlace(event: APIGatewayProxyEventV2): boolean {
  const body = bodyOf(event);
  const { query }: { query?: unknown } = body
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(event.rawQueryString));
  return typeof query !== 'string' || /(?<!:\s*)\b(location|boundary)\b/.test(query);
}

/** Whether a value holds a `location` of which only one coordinate was asked. */
function hasHalfPoint(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasHalfPoint);
  if (!isData(value)) return false;
  return (isData(value.location) && !geometryOf(value)) || Object.values(value).some(hasHalfPoint);
}

function collection(given: APIGatewayProxyStructuredResultV2, body: unknown): APIGatewayProxyStructuredResultV2 {
  return withinSize({
    ...given,
    headers: { ...given.headers, 'content-type': `${GEOJSON}; charset=utf-8` },
    body: JSON.stringify(body),
  });
}

/** The features in a value, and what is left of the value without them. */
function featuresIn(value: unknown, path: readonly (string | number)[]): { features: Feature[]; rest: unknown } {
  if (Array.isArray(value)) {
    const parts = value.map((one, at) => featuresIn(one, [...path, at]));
    const rest = parts.map((part) => part.rest).filter((one) => one !== undefined);
    const features = parts.flatMap((part) => part.features);
    return { features, rest: features.length > 0 && rest.length === 0 ? undefined : rest };
  }
  if (!isData(value)) return { features: [], rest: value };
  const geometry = geometryOf(value);
  const parts = Object.entries(value)
    .filter(([name]) => !geometry || (name !== 'location' && name !== 'boundary'))
    .map(([name, part]) => [name, featuresIn(part, [...path, name])] as const);
  const properties = Object.fromEntries(
    parts.flatMap(([name, { rest }]) => (rest === undefined ? [] : [[name, rest]])),
  );
  const inside = parts.flatMap(([, { features }]) => features);
  if (!geometry) return { features: inside, rest: properties };
  const id = typeof value.id === 'string' ? { id: value.id } : {};
  return { features: [{ type: 'Feature', ...id, path, geometry, properties }, ...inside], rest: undefined };
}

/** The geometry of an object that has a place; longitude before latitude (RFC 7946, 3.1.1). */
function geometryOf({ location, boundary }: Data): unknown {
  if (isData(location) && typeof location.lat === 'number' && typeof location.lon === 'number')
    return { type: 'Point', coordinates: [location.lon, location.lat] };
  return isData(boundary) && GEOMETRIES.includes(String(boundary.type)) ? boundary : null;
}
